package io.groundcheck.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container ends with the command that it runs for, gently or not. */
class ContainerEndIT {

    @TempDir
    Path folder;

    @Test
    void a_cancelled_apply_saves_its_state_and_a_killed_engine_command_leaves_no_container() throws Exception {
        LocalImage.engineOrNotRun();
        try (var image = LocalImage.withTheTerraformOfThisMachine(folder)) {
            Path root = Files.createDirectories(folder.resolve("root"));
            // nobody listens there: apply goes on trying for as long as it is let
            Files.writeString(root.resolve("main.tf"), """
                    resource "terraform_data" "this" {
                      provisioner "remote-exec" {
                        inline = ["true"]

                        connection {
                          host     = "127.0.0.1"
                          port     = 1
                          user     = "nobody"
                          password = "none"
                          timeout  = "10m"
                        }
                      }
                    }
                    """);
            var tries = new Semaphore(0);
            Terraform terraform = terraform(image, tries);
            terraform.init(InitCommand.init());

            var cancelled = applying(terraform);
            tries.acquire();
            terraform.cancel();
            assertThat(cancelled)
                    .failsWithin(Duration.ofSeconds(50)) // less than the grace: it has ended by itself
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(TerraformException.Cancelled.class);
            assertThat(root.resolve("terraform.tfstate")).content().contains("\"terraform_data\"");
            assertThat(image.containers()).as("after it was cancelled").isEmpty();

            tries.drainPermits();
            var killed = applying(terraform);
            tries.acquire();
            assertThat(image.containers()).hasSize(1);
            engineCommand(image).orElseThrow().destroyForcibly();
            assertThat(killed)
                    .failsWithin(Duration.ofSeconds(50))
                    .withThrowableThat()
                    .havingCause()
                    .withMessageStartingWith("terraform apply failed with exit code 137");
            assertThat(image.containers())
                    .as("after the engine's command was killed")
                    .isEmpty();
        }
    }

    private static CompletableFuture<Void> applying(Terraform terraform) {
        return CompletableFuture.runAsync(() -> terraform.apply(ApplyCommand.with(List.of())));
    }

    private Terraform terraform(LocalImage image, Semaphore tries) {
        var env = new HashMap<>(Map.of(
                "PATH", Objects.requireNonNull(System.getenv("PATH")),
                "HOME", folder.toString(),
                "GROUNDCHECK_TERRAFORM", "container:" + image.name()));
        var progress = new Progress() {
            @Override
            public void told(Subcommand command, Event event) {
                if (event.message().contains("Connecting to remote host")) {
                    tries.release();
                }
            }
        };
        return Terraform.in(folder.resolve("root"), Map.of(), Timeouts.DEFAULT, progress, env);
    }

    private static Optional<ProcessHandle> engineCommand(LocalImage image) {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> List.of(process.info().arguments().orElse(new String[0]))
                        .contains(image.name()))
                .findFirst();
    }
}
