package io.groundcheck.junit;

import io.groundcheck.target.Capability;
import io.groundcheck.target.EmulatorMissingException;
import io.groundcheck.target.Target;
import io.groundcheck.target.TargetException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs a test only where its target is there and can do what the test needs; elsewhere it says so. */
final class RequirementCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            // @BeforeAll comes next, and may apply to whatever target it is given
            List<String> of = CurrentTarget.ofClass(context);
            Optional<String> picked = CurrentTarget.picked(context);
            if (!of.isEmpty() && picked.isPresent() && !of.contains(picked.get())) {
                return ConditionEvaluationResult.disabled(EachTarget.elsewhereOnly(picked.get(), of));
            }
            if (of.size() > 1 && picked.isEmpty()) {
                return ConditionEvaluationResult.enabled("decided for each test, once its target is known");
            }
        }
        return evaluate(context, CurrentTarget.requiresAll(context));
    }

    private static ConditionEvaluationResult evaluate(ExtensionContext context, boolean requireAll) {
        String name = CurrentTarget.name(context);
        Set<Capability> needed = needed(context);
        Target target;
        try {
            target = CurrentTarget.of(context);
        } catch (EmulatorMissingException e) {
            return lacking(name, requireAll, String.valueOf(e.getMessage()));
        } catch (TargetException e) {
            if (name.equals("aws")) {
                return lacking(name, requireAll, String.valueOf(e.getMessage()));
            }
            throw e; // it is there, and broken: no reason to pass over it
        }
        Set<Capability> missing = EnumSet.noneOf(Capability.class);
        missing.addAll(needed);
        missing.removeAll(target.capabilities());
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled(name + " has " + new TreeSet<>(needed));
        }
        String reason =
                name + " lacks " + missing.stream().map(Capability::name).collect(Collectors.joining(", "));
        return lacking(name, requireAll, reason);
    }

    /** Real AWS is nothing that a machine can be required to have. */
    private static ConditionEvaluationResult lacking(String target, boolean requireAll, String reason) {
        if (requireAll && !target.equals("aws")) {
            throw new RequirementNotMetException(
                    reason + " (GROUNDCHECK_REQUIRE=all: a test that can't run is a failed one)");
        }
        return ConditionEvaluationResult.disabled(reason);
    }

    private static Set<Capability> needed(ExtensionContext context) {
        var needed = EnumSet.noneOf(Capability.class);
        AnnotationSupport.findAnnotation(context.getRequiredTestClass(), Requires.class)
                .ifPresent(requires -> needed.addAll(Arrays.asList(requires.value())));
        AnnotationSupport.findAnnotation(context.getTestMethod(), Requires.class)
                .ifPresent(requires -> needed.addAll(Arrays.asList(requires.value())));
        return needed;
    }
}
