package io.groundcheck.infrastructure.journey;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;
import org.opentest4j.TestAbortedException;

/** Steps build on each other: after a failed one, the rest would only repeat its failure. They are reported as aborted. */
final class StopAtFirstFailure implements BeforeEachCallback, TestWatcher {

    private static final Namespace OURS = Namespace.create(StopAtFirstFailure.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        String failed = journey(context).getStore(OURS).get("failed", String.class);
        if (failed != null) {
            throw new TestAbortedException("not run, because an earlier step failed: " + failed);
        }
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        journey(context).getStore(OURS).put("failed", context.getDisplayName());
    }

    /** The context of the class: the one of a single test ends with it. */
    private static ExtensionContext journey(ExtensionContext context) {
        return context.getParent().orElse(context);
    }
}
