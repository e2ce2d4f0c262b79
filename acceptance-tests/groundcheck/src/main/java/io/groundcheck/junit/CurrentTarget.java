package io.groundcheck.junit;

import io.groundcheck.emulator.SharedEmulators;
import io.groundcheck.target.Target;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Which target a test runs on, and the one set of emulators that a run shares. */
final class CurrentTarget {

    static final Namespace NAMESPACE = Namespace.create(CurrentTarget.class);

    private static final String NAME = "target-name";
    private static final String DEFAULT = "fakecloud";

    private CurrentTarget() {}

    /** Sets the target for everything below a context. */
    static void set(ExtensionContext context, String name) {
        context.getStore(NAMESPACE).put(NAME, name);
    }

    /** Its name; nothing is started for it. */
    static String name(ExtensionContext context) {
        String set = context.getStore(NAMESPACE).get(NAME, String.class);
        return set != null ? set : System.getenv().getOrDefault("GROUNDCHECK_TARGET", DEFAULT);
    }

    /**
     * The target itself.
     *
     * @throws io.groundcheck.emulator.EmulatorMissingException if it isn't installed
     * @throws io.groundcheck.target.TargetException if it can't be used
     */
    static Target of(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                // AutoCloseable: JUnit ends the emulators with the run
                .computeIfAbsent(
                        SharedEmulators.class, key -> new SharedEmulators(System.getenv()), SharedEmulators.class)
                .target(name(context));
    }
}
