package io.groundcheck.junit;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/** Runs a class once per target. */
final class EachTarget implements ClassTemplateInvocationContextProvider {

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestClass(), OnTarget.class);
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        List<String> all = List.of(
                context.getRequiredTestClass().getAnnotation(OnTarget.class).value());
        String picked = CurrentTarget.picked(context).orElse("");
        if (picked.isEmpty()) {
            return all.stream()
                    .limit(CurrentTarget.isFirstOnly(context) ? 1 : all.size())
                    .map(OnOne::new);
        }
        if (!all.contains(picked)) {
            throw new TestAbortedException(elsewhereOnly(picked, all));
        }
        return Stream.of(new OnOne(picked));
    }

    static String elsewhereOnly(String picked, List<String> all) {
        return "GROUNDCHECK_TARGET=" + picked + ", but this class runs on " + String.join(", ", all) + " only";
    }

    /** One run of the class. */
    private record OnOne(String target) implements ClassTemplateInvocationContext {

        @Override
        public String getDisplayName(int invocationIndex) {
            return "on " + target;
        }

        @Override
        public void prepareInvocation(ExtensionContext context) {
            CurrentTarget.set(context, target);
        }
    }
}
