package io.groundcheck.junit;

import io.groundcheck.emulator.SharedEmulators;
import io.groundcheck.target.Target;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;

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

    /**
     * Its name; nothing is started for it. JUnit runs {@code @BeforeAll} and {@code @AfterAll} once, around all the
     * runs of a class: there, the target is the only one that the class has, or that the environment leaves of it.
     *
     * @throws ExtensionConfigurationException if it can't be told yet
     */
    static String name(ExtensionContext context) {
        String set = context.getStore(NAMESPACE).get(NAME, String.class);
        if (set != null) {
            return set;
        }
        List<String> of = ofClass(context);
        Optional<String> picked = picked(context);
        if (of.isEmpty()) {
            return picked.orElse(DEFAULT);
        }
        if (of.size() == 1) {
            return of.get(0); // whatever is picked: on any other, the class isn't run
        }
        return picked.filter(of::contains)
                .orElseThrow(() -> new ExtensionConfigurationException(
                        context.getRequiredTestClass().getName() + " runs on " + String.join(", ", of)
                                + ", and @BeforeAll once for all of them: ask for the stack or the target in @BeforeEach"
                                + " or in the test, or make it one class for each target"));
    }

    /** The targets that {@link OnTarget} names; empty where there is none. */
    static List<String> ofClass(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getTestClass(), OnTarget.class)
                .map(annotation -> List.of(annotation.value()))
                .orElse(List.of());
    }

    /** The target that this run is limited to: JUnit's parameter {@code groundcheck.target}, or the environment's. */
    static Optional<String> picked(ExtensionContext context) {
        return setting(context, "groundcheck.target", "GROUNDCHECK_TARGET");
    }

    /** Whether each class runs on the first of its targets only: {@code groundcheck.targets}, or the environment's. */
    static boolean isFirstOnly(ExtensionContext context) {
        String said =
                setting(context, "groundcheck.targets", "GROUNDCHECK_TARGETS").orElse("all");
        return switch (said) {
            case "first" -> true;
            case "all" -> false;
            default ->
                throw new ExtensionConfigurationException(
                        "GROUNDCHECK_TARGETS is \"" + said + "\": say first or all, or leave it unset");
        };
    }

    /** Whether a test that can't run fails: {@code groundcheck.require}, or the environment's. */
    static boolean requiresAll(ExtensionContext context) {
        return setting(context, "groundcheck.require", "GROUNDCHECK_REQUIRE")
                .filter("all"::equals)
                .isPresent();
    }

    private static Optional<String> setting(ExtensionContext context, String parameter, String variable) {
        return context.getConfigurationParameter(parameter)
                .or(() -> Optional.ofNullable(System.getenv(variable)))
                .filter(value -> !value.isEmpty());
    }

    /**
     * The target itself.
     *
     * @throws io.groundcheck.target.EmulatorMissingException if it isn't installed
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
