package io.groundcheck.junit;

import io.groundcheck.terraform.Progress;
import io.groundcheck.terraform.Terraform;
import io.groundcheck.terraform.Timeouts;
import io.groundcheck.terraform.VersionConstraint;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs a test only with a Terraform that it is about; with any other it says which was found. */
final class TerraformVersionCondition implements ExecutionCondition {

    private static final String VERSION = "terraform-version";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        // asked for the class, then again for each method: each level answers for its own annotation
        return AnnotationSupport.findAnnotation(context.getElement(), RequiresTerraform.class)
                .map(requires -> evaluate(context, VersionConstraint.of(requires.value())))
                .orElseGet(() -> ConditionEvaluationResult.enabled("any version of Terraform will do"));
    }

    private static ConditionEvaluationResult evaluate(ExtensionContext context, VersionConstraint constraint) {
        String found = version(context);
        if (constraint.allows(found)) {
            return ConditionEvaluationResult.enabled("Terraform is " + found);
        }
        String reason = "this is about Terraform " + constraint + ", but the one on PATH is " + found;
        if (CurrentTarget.requiresAll(context)) {
            throw new RequirementNotMetException(
                    reason + " (GROUNDCHECK_REQUIRE=all: a test that can't run is a failed one)");
        }
        return ConditionEvaluationResult.disabled(reason);
    }

    /** Asked once for a run. */
    private static String version(ExtensionContext context) {
        return context.getRoot()
                .getStore(CurrentTarget.NAMESPACE)
                .computeIfAbsent(VERSION, key -> installed(), String.class);
    }

    private static String installed() {
        // nowhere: a module's folder would have its providers looked at, too
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        return Terraform.in(folder, Map.of(), Timeouts.DEFAULT, Progress.NONE).version();
    }
}
