package io.groundcheck.stack;

import static io.groundcheck.assertions.GroundcheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.groundcheck.files.UserFolders;
import io.groundcheck.ledger.Ledger;
import io.groundcheck.ledger.LedgerEntry;
import io.groundcheck.plan.Plan;
import io.groundcheck.target.NoTarget;
import io.groundcheck.terraform.TerraformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A stack's life on real Terraform, with a provider that is built into it. */
class StackIT {

    private static final Path MODULES = Path.of("src/test/resources/modules");
    private static final Ledger LEDGER = Ledger.in(UserFolders.of(System.getenv()));

    @TempDir
    Path folder;

    @Test
    void plans_applies_replans_and_destroys_without_a_trace() throws IOException {
        Stack stack = stack("plain");
        Path workspace = stack.workspace().folder();
        try (stack) {
            assertThat(stack.plan())
                    .creates("terraform_data.this", "terraform_data.replaced")
                    .destroysNothing()
                    .attribute("terraform_data.this", "input")
                    .isEqualTo("a")
                    .attribute("terraform_data.this", "id")
                    .isUnknown();
            assertThat(entry(stack)).as("in the ledger before apply").isEmpty();
            stack.apply();
            assertThat(entry(stack)).as("in the ledger after apply").hasSize(1);
            assertThat(stack).isIdempotent();
            assertThat(stack.outputs().string("text")).isEqualTo("a");
            assertThat(stack.outputs().number("large")).isEqualTo(9007199254740993L);
            assertThat(stack.resources())
                    .containsExactly("terraform_data.replaced", "terraform_data.secret", "terraform_data.this");

            stack.set("text", "b");
            assertThat(stack.plan())
                    .updatesInPlace("terraform_data.this")
                    .replaces("terraform_data.replaced")
                    .because("triggers_replace")
                    .leavesAlone("terraform_data.secret");
            stack.apply();
            assertThat(stack.outputs().string("text")).isEqualTo("b");
            assertThat(permissions(workspace)).isEqualTo("rwx------");
            assertThat(permissions(stack.workspace().variables())).isEqualTo("rw-------");
        }
        assertThat(workspace).doesNotExist();
        assertThat(entry(stack)).isEmpty();
        assertThat(Files.readString(stack.log()))
                .contains(" apply: terraform_data.this: Creation complete")
                .contains(" destroy: exit code 0 after ");
    }

    @Test
    void c05_t08_should_fail_with_each_difference_if_a_second_plan_has_changes() {
        try (var stack = stack("plain").set("changing", true)) {
            stack.apply();
            assertThatThrownBy(() -> assertThat(stack).isIdempotent())
                    .isInstanceOf(AssertionError.class)
                    .message()
                    .matches("""
                            (?s)
                            Expected:
                              src/test/resources/modules/plain on nowhere
                            to be idempotent
                            but a plan right after apply would change:
                              ~ terraform_data.this is updated in place
                                  input: "[-0-9T:Z]+" -> \\(known after apply\\)
                                  output: "[-0-9T:Z]+" -> \\(known after apply\\)""");
        }
    }

    @Test
    void t01_should_report_a_plan_that_fails_as_that_and_not_as_missing_idempotence() {
        try (var stack = stack("plain")) {
            stack.apply();
            stack.set("refused", true);
            assertThatThrownBy(() -> assertThat(stack).isIdempotent())
                    .isInstanceOf(TerraformException.class)
                    .hasMessage("""
                            terraform plan failed with exit code 1
                            Error: Resource precondition failed
                              at main.tf:47, in resource "terraform_data" "this":
                                condition     = !var.refused
                              Refused, as asked for.""");
            stack.set("refused", false);
        }
    }

    @Test
    void c02_should_name_what_is_left_and_how_to_resume_if_destroying_fails() throws Exception {
        Path permit = folder.resolve("permit");
        Stack stack = stack("undestroyable").set("permit", permit.toString());
        stack.apply();
        Path script = stack.workspace().folder().resolve("destroy.sh");

        var failure = catchThrowableOfType(NotDestroyedException.class, stack::destroy);
        assertThat(failure.left()).containsExactly("terraform_data.held");
        assertThat(failure)
                .hasMessageStartingWith("not everything of src/test/resources/modules/undestroyable on nowhere could be"
                        + " destroyed. Left:\n  terraform_data.held\nResume with: " + script + "\nLog: " + stack.log()
                        + "\nterraform destroy failed with exit code 1\n");
        assertThat(entry(stack))
                .singleElement()
                .satisfies(entry -> assertThat(entry.details()).containsEntry("resume", script.toString()));

        Files.createFile(permit);
        Process resumed = new ProcessBuilder(script.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("resumed.log").toFile())
                .start();
        assertThat(resumed.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(resumed.exitValue())
                .as(Files.readString(folder.resolve("resumed.log")))
                .isZero();
        assertThat(stack.resources()).isEmpty();

        stack.destroy();
        assertThat(entry(stack)).isEmpty();
        assertThat(stack.workspace().folder()).doesNotExist();
    }

    @Test
    void c01_a_cancelled_apply_saves_its_state_so_that_all_of_it_can_be_destroyed() throws Exception {
        Path started = folder.resolve("started");
        try (var stack = stack("slow").set("started", started.toString())) {
            var failure = new AtomicReference<Throwable>();
            var apply = new Thread(() -> failure.set(catchThrowable(stack::apply)));
            apply.start();
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(started));
            stack.cancel();
            apply.join(60_000);
            assertThat(failure.get())
                    .isInstanceOf(TerraformException.Cancelled.class)
                    .hasMessageStartingWith("terraform apply was cancelled after ");
            assertThat(stack.resources()).containsExactly("terraform_data.quick", "terraform_data.slow");
        }
    }

    @Test
    void variables_arrive_as_they_were_given() {
        var anything = new HashMap<String, Object>();
        anything.put("quotes", "a \"quoted\" text, 'once' and \\ back");
        anything.put("templates", "${not} %{a} $${template}");
        anything.put("lines", "one\ntwo\r\n\tthree");
        anything.put("letters", "grüße 世界 🚀");
        anything.put("nothing", null);
        anything.put("nested", List.of(List.of(1, true), Arrays.asList("x", null)));
        anything.put("large", 1234567890123456789L);
        try (var stack = stack("plain").set("anything", anything)) {
            stack.apply();
            assertThat(stack.outputs().json("anything"))
                    .isEqualTo(JsonMapper.shared().readTree(JsonMapper.shared().writeValueAsString(anything)));
        }
    }

    @Test
    void should_fail_if_a_variable_is_misspelt() {
        try (var stack = stack("plain").set("txet", "b")) {
            assertThatThrownBy(stack::plan)
                    .isInstanceOf(TerraformException.UndeclaredVariable.class)
                    .hasMessageStartingWith("Value for undeclared variable: The root module does not declare a variable"
                            + " named \"txet\"");
        }
    }

    @Test
    void a_secret_is_found_nowhere_but_in_the_workspace() throws IOException {
        String canary = "canary-4711-\"x\"";
        Stack stack = stack("plain").setSensitive("secret", canary);
        Path log;
        try (stack) {
            Plan plan = stack.plan();
            assertThat(plan.toString()).contains("terraform_data.secret").doesNotContain("4711");
            stack.apply();
            assertThat(stack.outputs().string("secret")).isEqualTo(canary);
            assertThat(stack.outputs().toString()).doesNotContain("4711");
            stack.setSensitive("secret", canary + "2");
            assertThatThrownBy(() -> assertThat(stack).isIdempotent())
                    .message()
                    .contains("input: (sensitive value, changed)")
                    .doesNotContain("4711");
            stack.set("leaks", true);
            assertThatThrownBy(stack::plan)
                    .isInstanceOf(TerraformException.class)
                    .hasMessageContaining("The secret is (sensitive value).")
                    .hasMessageNotContaining("4711");
            stack.set("leaks", false);
            log = stack.log();
            try (Stream<Path> entries = Files.list(LEDGER.folder())) {
                for (Path entry : entries.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readString(entry)).doesNotContain("4711");
                }
            }
        }
        assertThat(Files.readString(log)).contains("apply").doesNotContain("4711");
        assertThat(stack.workspace().folder()).doesNotExist();
    }

    @Test
    void c11_copies_the_modules_it_calls_with_their_files() {
        try (var stack = stack("caller")) {
            assertThat(stack.workspace().manifest())
                    .containsExactly("called/main.tf", "called/templates/greeting.txt", "caller/main.tf");
            stack.apply();
            assertThat(stack.outputs().string("greeting")).isEqualTo("Hello x");
        }
    }

    @Test
    void c11_what_a_run_or_a_developer_left_beside_the_module_is_not_copied() throws IOException {
        Files.copy(MODULES.resolve("called/main.tf"), folder.resolve("main.tf"));
        for (String name : List.of("terraform.tfstate", "terraform.tfvars", "x.auto.tfvars.json", "old.tfplan")) {
            Files.writeString(folder.resolve(name), "not for tests");
        }
        Files.createDirectories(folder.resolve(".terraform/providers"));
        try (var stack = Stack.of(folder, new NoTarget(), "StackIT")) {
            assertThat(stack.workspace().manifest()).containsExactly("main.tf");
        }
    }

    @Test
    void should_fail_if_there_is_no_module() {
        assertThatThrownBy(() -> Stack.of(folder, new NoTarget(), "StackIT"))
                .isInstanceOf(TerraformException.NotRunnable.class)
                .hasMessage("no Terraform module: there is no .tf file in " + folder);
    }

    private static Stack stack(String module) {
        return Stack.of(MODULES.resolve(module), new NoTarget(), "StackIT");
    }

    private static List<LedgerEntry> entry(Stack stack) {
        String workspace = stack.workspace().folder().toString();
        return LEDGER.entries().stream()
                .filter(entry -> workspace.equals(entry.details().get("workspace")))
                .toList();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
