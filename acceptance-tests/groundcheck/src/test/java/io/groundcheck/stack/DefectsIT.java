package io.groundcheck.stack;

import static io.groundcheck.assertions.GroundcheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.groundcheck.files.UserFolders;
import io.groundcheck.target.NoTarget;
import io.groundcheck.terraform.PlanCommand;
import io.groundcheck.terraform.Progress;
import io.groundcheck.terraform.Terraform;
import io.groundcheck.terraform.TerraformException;
import io.groundcheck.terraform.Timeouts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Terratest is known to get wrong (docs/groundcheck/complaints.md, T1 to T12), as far as no other test has it. */
class DefectsIT {

    private static final Path MODULES = Path.of("src/test/resources/modules");

    @TempDir
    Path folder;

    @Test
    void t02_an_output_that_looks_like_a_log_line_arrives_whole() {
        String text = "time=2026 level=info msg=\"started\"\n msg=";
        try (var stack = stack("plain").set("text", text)) {
            stack.apply();
            assertThat(stack.outputs().string("text")).isEqualTo(text);
        }
    }

    @Test
    void t03_stacks_whose_modules_have_names_that_end_alike_have_a_state_each() throws IOException {
        Path module = copyOf("plain", folder.resolve("network"));
        Path other = copyOf("plain", folder.resolve("my-network"));
        try (var stack = Stack.of(module, new NoTarget(), "DefectsIT")) {
            stack.set("text", "short").apply();
            try (var longer = Stack.of(other, new NoTarget(), "DefectsIT")) {
                assertThat(longer.resources()).isEmpty();
                longer.set("text", "long").apply();
                assertThat(stack.outputs().string("text")).isEqualTo("short");
            }
            assertThat(stack.resources()).isNotEmpty();
        }
    }

    @Test
    void t04_t11_neither_a_plan_nor_a_folder_is_left_pass_or_fail() throws IOException {
        Set<Path> before = everything();
        try (var stack = stack("plain")) {
            stack.plan();
        }
        try (var stack = stack("plain").set("refused", true)) {
            assertThatThrownBy(stack::plan).isInstanceOf(TerraformException.class);
        }
        try (var stack = stack("plain")) {
            stack.plan();
            stack.apply();
            stack.plan();
        }
        assertThat(everything()).isEqualTo(before);
        try (Stream<Path> module = Files.list(MODULES.resolve("plain"))) {
            assertThat(module).as("the module itself").containsExactly(MODULES.resolve("plain/main.tf"));
        }
    }

    /** All stacks' files of this user, and whatever is called a plan where temporary files go. */
    private static Set<Path> everything() throws IOException {
        Path stacks = UserFolders.of(System.getenv()).state().resolve("stacks");
        Files.createDirectories(stacks);
        try (Stream<Path> own = Files.list(stacks);
                Stream<Path> temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return Stream.concat(
                            own.filter(path -> path.getFileName().toString().startsWith("plain-")),
                            temporary.filter(path -> path.toString().contains("plan")))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void t05_a_large_number_keeps_its_digits() {
        try (var stack = stack("plain").set("anything", 1234567890123L)) {
            stack.apply();
            assertThat(stack.outputs().number("anything")).isEqualTo(1234567890123L);
            assertThat(stack.outputs().toString())
                    .contains("anything=1234567890123")
                    .contains("large=9007199254740993");
        }
    }

    @Test
    void t07_destroy_runs_although_the_test_was_interrupted() {
        Stack stack = stack("plain");
        stack.apply();
        Thread.currentThread().interrupt();
        stack.close();
        assertThat(Thread.interrupted()).as("the interrupt is still told").isTrue();
        assertThat(stack.workspace().folder()).doesNotExist();
        assertThat(stack.log()).content().contains(" destroy: exit code 0 after ");
    }

    @Test
    void t09_a_provider_that_cannot_be_had_fails_at_once_with_the_cause() throws IOException {
        Files.writeString(folder.resolve("main.tf"), """
                terraform {
                  required_providers {
                    nothing = { source = "provider.invalid/nobody/nothing" }
                  }
                }
                """);
        long began = System.nanoTime();
        try (var stack = Stack.of(folder, new NoTarget(), "DefectsIT")) {
            assertThatThrownBy(stack::plan)
                    .isInstanceOf(TerraformException.class)
                    .hasMessageStartingWith("terraform init failed with exit code 1")
                    .hasMessageContaining("provider.invalid");
            assertThat(stack.log()).content().containsOnlyOnce("init: terraform init");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void t12_the_state_is_locked_while_a_command_changes_it() throws Exception {
        Path started = folder.resolve("started");
        try (var stack = stack("slow").set("started", started.toString())) {
            var apply = new Thread(() -> {
                try {
                    stack.apply();
                } catch (TerraformException e) {
                    // cancelled below
                }
            });
            apply.start();
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(started));
            Terraform second = Terraform.in(stack.workspace().root(), Map.of(), Timeouts.DEFAULT, Progress.NONE);
            assertThatThrownBy(() -> second.plan(PlanCommand.into(
                            folder.resolve("plan"), List.of(stack.workspace().variables()))))
                    .isInstanceOf(TerraformException.StateLocked.class)
                    .hasMessageContaining("Error acquiring the state lock");
            stack.cancel();
            apply.join(60_000);
        }
    }

    @Test
    void c04_stacks_side_by_side_have_a_log_each_with_a_time_on_every_line() throws Exception {
        List<Stack> stacks = Stream.of("first-of-two", "second-of-two")
                .map(text -> stack("plain").set("text", text))
                .toList();
        List<Thread> threads = stacks.stream()
                .map(stack -> new Thread(() -> {
                    try (stack) {
                        assertThat(stack.plan()).creates("terraform_data.this");
                        stack.apply();
                        stack.set("refused", true);
                        assertThat(stack).failsToPlan().at("terraform_data.this", "Refused");
                        stack.set("refused", false);
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        for (Stack stack : stacks) {
            List<String> lines = Files.readAllLines(stack.log());
            assertThat(lines)
                    .as("apply and destroy are in it")
                    .anyMatch(line -> line.contains(" apply: Apply complete!"))
                    .anyMatch(line -> line.contains(" destroy: Destroy complete!"))
                    .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z [a-z ]+: .*")
                            || line.startsWith("    "));
            assertThat(lines.stream()
                            .filter(line ->
                                    line.contains(": terraform apply ") || line.contains(" terraform destroy ")))
                    .as("its own commands alone")
                    .hasSize(2);
            Stack other = stacks.get(1 - stacks.indexOf(stack));
            assertThat(String.join("\n", lines))
                    .doesNotContain(other.workspace().folder().getFileName().toString());
        }
    }

    @Test
    void c12_stacks_prepare_side_by_side_and_share_what_is_installed() throws Exception {
        List<Stack> stacks = Stream.generate(() -> stack("storage").set("name", "c12"))
                .limit(3)
                .toList();
        var threads = stacks.stream()
                .map(stack -> new Thread(() -> stack.requiresProvider("hashicorp/aws", ">= 5.100")))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        for (Stack stack : stacks) {
            assertThat(stack.log()).content().contains(" init: exit code 0");
            // a link to what all share, or nothing where a provider is borrowed
            try (Stream<Path> files = Files.walk(stack.workspace().root())) {
                assertThat(files.filter(path -> path.getFileName().toString().startsWith("terraform-provider"))
                                .filter(Files::isRegularFile))
                        .as("copies of the provider in the workspace")
                        .isEmpty();
            }
            stack.close();
        }
    }

    private static Path copyOf(String module, Path to) throws IOException {
        Files.createDirectories(to);
        Files.copy(MODULES.resolve(module).resolve("main.tf"), to.resolve("main.tf"));
        return to;
    }

    private static Stack stack(String module) {
        return Stack.of(MODULES.resolve(module), new NoTarget(), "DefectsIT");
    }
}
