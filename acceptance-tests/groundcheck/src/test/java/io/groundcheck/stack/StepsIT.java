package io.groundcheck.stack;

import static io.groundcheck.assertions.GroundcheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.target.NoTarget;
import io.groundcheck.terraform.PlanCommand;
import io.groundcheck.terraform.TerraformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a step can be asked for beyond plan, apply and destroy. */
class StepsIT {

    private static final Path MODULES = Path.of("src/test/resources/modules");

    @TempDir
    Path folder;

    @Test
    void a_version_gate_passes_or_names_what_was_found() {
        try (var stack = stack("plain")) {
            stack.requiresTerraform(">= 1.5, < 2");
            String found = stack.terraform().version();
            assertThatThrownBy(() -> stack.requiresTerraform(">= 99"))
                    .isInstanceOf(TerraformException.WrongVersion.class)
                    .hasMessageMatching("terraform: expected >= 99, but /.*/terraform is " + found
                            + "\\. Put another one first on PATH, or set GROUNDCHECK_TERRAFORM\\.");
        }
    }

    @Test
    void a_gate_for_a_provider_passes_or_names_what_init_chose() {
        try (var stack = stack("storage")) {
            stack.requiresProvider("hashicorp/aws", ">= 5.100, < 7");
            assertThatThrownBy(() -> stack.requiresProvider("hashicorp/aws", "~> 4.0"))
                    .isInstanceOf(TerraformException.WrongVersion.class)
                    .hasMessageMatching("provider hashicorp/aws: expected ~> 4\\.0, but init chose [0-9.]+\\."
                            + " Change required_providers or \\.terraform\\.lock\\.hcl\\.");
            assertThatThrownBy(() -> stack.requiresProvider("hashicorp/google", ">= 1"))
                    .hasMessageStartingWith("provider hashicorp/google: expected >= 1, but the configuration uses only"
                            + " {registry.terraform.io/hashicorp/aws=");
        }
    }

    @Test
    void t09_nothing_is_retried_unless_asked_for() throws IOException {
        Path marks = folder.resolve("marks");
        try (var stack = stack("flaky")) {
            stack.set("marks", marks.toString()).set("failures", 1);
            assertThatThrownBy(stack::apply)
                    .isInstanceOf(TerraformException.class)
                    .hasMessageContaining("the service is busy");
            assertThat(Files.readAllLines(marks)).hasSize(1);
        }
    }

    @Test
    void a_retry_that_was_asked_for_is_logged_with_its_cause() throws IOException {
        Path marks = folder.resolve("marks");
        try (var stack = stack("flaky").retry("service is busy", 3, Duration.ofMillis(10))) {
            stack.set("marks", marks.toString()).set("failures", 2);
            stack.plan();
            stack.apply();
            assertThat(Files.readAllLines(marks)).hasSize(3);
            assertThat(Files.readString(stack.log()))
                    .contains("groundcheck: retry 1 of 3 in 10 ms, because the error matches /service is busy/:"
                            + " terraform apply failed with exit code 1")
                    .contains("retry 2 of 3")
                    .doesNotContain("retry 3 of 3");
        }
    }

    @Test
    void a_retry_ends_with_the_last_failure_and_another_error_is_not_retried() throws IOException {
        Path marks = folder.resolve("marks");
        try (var stack = stack("flaky").retry("service is busy", 1, Duration.ZERO)) {
            stack.set("marks", marks.toString()).set("failures", 9);
            assertThatThrownBy(stack::apply).hasMessageContaining("the service is busy");
            assertThat(Files.readAllLines(marks)).hasSize(2);
            stack.retry("another error", 5, Duration.ZERO);
            assertThatThrownBy(stack::apply).hasMessageContaining("the service is busy");
            assertThat(Files.readAllLines(marks)).hasSize(3);
        }
    }

    @Test
    void warnings_are_errors_where_that_is_asked_for() {
        try (var stack = stack("checked").set("size", 7)) {
            assertThat(stack.plan()).creates("terraform_data.this");
            stack.warningsAreErrors();
            assertThatThrownBy(stack::plan)
                    .isInstanceOf(TerraformException.Warned.class)
                    .hasMessageStartingWith("""
                            terraform plan warned, and warnings are errors here
                            Warning: Check block assertion failed
                            """)
                    .hasMessageContaining("size is 7, which isn't small.");
            stack.set("size", 3);
            assertThat(stack.plan()).passesCheck("check.small");
            stack.apply();
        }
    }

    @Test
    void the_results_of_checks_are_there_after_apply() {
        try (var stack = stack("checked")) {
            stack.set("size", 3).apply();
            assertThat(stack).passesCheck("check.small");
            stack.set("size", 6).apply();
            assertThat(stack).failsCheck("check.small", "size is 6");
            assertThatThrownBy(() -> assertThat(stack).passesCheck("check.small"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("""

                            Expected:
                              src/test/resources/modules/checked on nowhere
                            to pass:
                              check.small
                            but its status was:
                              fail
                                size is 6, which isn't small.""");
            assertThatThrownBy(() -> assertThat(stack).failsCheck("check.small", "size is 7"))
                    .hasMessageContaining("to fail:\n  check.small\nwith:\n  size is 7\nbut its status was:\n  fail");
            assertThatThrownBy(() -> assertThat(stack).passesCheck("check.large"))
                    .hasMessageContaining("to have checked:\n  check.large\nbut it has only these checks:\n  [");
        }
    }

    @Test
    void a_failure_is_expected_by_its_address_and_its_message() {
        try (var stack = stack("checked")) {
            stack.set("size", 11);
            assertThat(stack)
                    .failsToPlan()
                    .at("var.size", "size must be below 10.")
                    .withErrors(1);
            assertThatThrownBy(() -> assertThat(stack).failsToPlan().at("var.even", "below 10"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("""

                            Expected:
                              src/test/resources/modules/checked on nowhere
                            to be refused at:
                              var.even
                            with:
                              below 10
                            but the errors were:
                              var.size: Invalid value for variable: size must be below 10.""");
            assertThatThrownBy(() -> assertThat(stack).failsToPlan().withErrors(2))
                    .hasMessageContaining("to be refused with:\n  2 errors\nbut the errors were:\n  var.size: ");
            stack.set("size", 3).set("even", true);
            assertThat(stack).failsToPlan().at("terraform_data.this", "size must be even.");
            stack.set("size", 4);
            assertThatThrownBy(() -> assertThat(stack).failsToPlan())
                    .hasMessageContaining("to be refused\nbut it plans:\n  + terraform_data.this is created");
            assertThatThrownBy(() -> assertThat(stack).failsToApply())
                    .hasMessageContaining("to fail to apply\nbut it was applied");
        }
    }

    @Test
    void c02_what_a_failed_apply_has_made_is_destroyed() {
        Path undone = folder.resolve("undone");
        Stack stack = stack("halfway").set("undone", undone.toString());
        try (stack) {
            assertThat(stack).failsToApply().at("terraform_data.second", "halfway, as asked for");
            assertThat(stack.resources()).containsExactly("terraform_data.first", "terraform_data.second");
            assertThat(undone).doesNotExist();
        }
        assertThat(undone)
                .as("made by destroying what the failed apply had made")
                .exists();
        assertThat(stack.workspace().folder()).doesNotExist();
    }

    @Test
    void state_import_schema_and_graph_answer() {
        try (var stack = stack("plain")) {
            stack.importResource("terraform_data.this", "4711");
            assertThat(stack.resources()).containsExactly("terraform_data.this");
            assertThat(stack.plan()).creates("terraform_data.replaced");
            var terraform = stack.terraform();
            assertThat(terraform
                            .showState()
                            .path("values")
                            .path("root_module")
                            .path("resources")
                            .path(0)
                            .path("values")
                            .path("id")
                            .asString())
                    .isEqualTo("4711");
            assertThat(terraform.statePull()).contains("\"4711\"");
            terraform.stateMove("terraform_data.this", "terraform_data.moved");
            assertThat(stack.resources()).containsExactly("terraform_data.moved");
            terraform.stateRemove(List.of("terraform_data.moved"));
            assertThat(stack.resources()).isEmpty();
            assertThat(terraform
                            .providersSchema()
                            .path("provider_schemas")
                            .path("terraform.io/builtin/terraform")
                            .path("resource_schemas")
                            .has("terraform_data"))
                    .isTrue();
            assertThat(terraform.graph()).contains("digraph").contains("terraform_data.this");
        }
    }

    @Test
    void validate_and_fmt_say_what_is_wrong_and_change_nothing() throws IOException {
        Path main = folder.resolve("main.tf");
        Files.writeString(main, "output \"x\" {\nvalue = local.missing\n}\n");
        try (var stack = Stack.of(folder, new NoTarget(), "StepsIT")) {
            assertThat(stack.validate()).singleElement().satisfies(error -> {
                assertThat(error.isError()).isTrue();
                assertThat(error.summary()).isEqualTo("Reference to undeclared local value");
                assertThat(error.subject()).contains("output.x");
            });
            assertThat(stack.terraform().unformatted()).containsExactly("main.tf");
        }
        try (var stack = stack("plain")) {
            assertThat(stack.validate()).isEmpty();
            assertThat(stack.terraform().unformatted()).isEmpty();
        }
    }

    @Test
    void the_later_one_of_two_variable_files_wins() throws IOException {
        Path first = Files.writeString(folder.resolve("first.tfvars.json"), "{\"text\": \"first\"}");
        Path second = Files.writeString(folder.resolve("second.tfvars.json"), "{\"text\": \"second\"}");
        try (var stack = stack("plain")) {
            var terraform = stack.terraform();
            assertThat(terraform.plan(PlanCommand.into(folder.resolve("plan"), List.of(first, second))))
                    .attribute("terraform_data.this", "input")
                    .isEqualTo("second");
            assertThat(terraform.plan(PlanCommand.into(folder.resolve("plan"), List.of(second, first))))
                    .attribute("terraform_data.this", "input")
                    .isEqualTo("first");
        }
    }

    private static Stack stack(String module) {
        return Stack.of(MODULES.resolve(module), new NoTarget(), "StepsIT");
    }
}
