package io.groundcheck.junit;

import io.groundcheck.terraform.Cli;
import io.groundcheck.terraform.Product;
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

    private static final String CLI = "terraform-cli";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        // asked for the class, then again for each method: each level answers for its own annotation
        return AnnotationSupport.findAnnotation(context.getElement(), RequiresTerraform.class)
                .map(requires -> evaluate(context, requires))
                .orElseGet(() -> ConditionEvaluationResult.enabled("any version of Terraform will do"));
    }

    private static ConditionEvaluationResult evaluate(ExtensionContext context, RequiresTerraform requires) {
        Cli found = installed(context);
        boolean openTofu = found.product() == Product.OPENTOFU;
        var constraint = VersionConstraint.of(requires.value());
        if (openTofu ? allowsOpenTofu(requires, found) : constraint.allows(found.version())) {
            return ConditionEvaluationResult.enabled(found.title() + " will do");
        }
        String about = openTofu && !requires.openTofu().isEmpty()
                ? "OpenTofu " + VersionConstraint.of(requires.openTofu())
                : "Terraform " + constraint;
        String reason = "this is about " + about + ", but what runs here is " + found.title();
        if (CurrentTarget.requiresAll(context)) {
            throw new RequirementNotMetException(
                    reason + " (GROUNDCHECK_REQUIRE=all: a test that can't run is a failed one)");
        }
        return ConditionEvaluationResult.disabled(reason);
    }

    private static boolean allowsOpenTofu(RequiresTerraform requires, Cli found) {
        return !requires.openTofu().isEmpty()
                && VersionConstraint.of(requires.openTofu()).allows(found.version());
    }

    /** Asked once for a run. */
    private static Cli installed(ExtensionContext context) {
        return context.getRoot().getStore(CurrentTarget.NAMESPACE).computeIfAbsent(CLI, key -> installed(), Cli.class);
    }

    private static Cli installed() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        return Terraform.in(folder, Map.of(), Timeouts.DEFAULT, Progress.NONE).cli();
    }
}
