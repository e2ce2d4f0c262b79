package io.groundcheck.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundcheck.files.UserFolders;
import io.groundcheck.ledger.Ledger;
import io.groundcheck.ledger.LedgerEntry;
import io.groundcheck.target.NoTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A JVM that is ended in the middle of an apply, as by Ctrl-C, leaves no process and loses no state. */
class EndOfTheJvmIT {

    @TempDir
    Path folder;

    /** What the other JVM runs. */
    static final class Applies {
        private Applies() {}

        public static void main(String[] arguments) {
            Stack.of(Path.of(arguments[0]), new NoTarget(), "EndOfTheJvmIT")
                    .set("started", arguments[1])
                    .apply();
        }
    }

    @Test
    void c01_a_jvm_that_is_asked_to_end_saves_the_state_leaves_no_process_and_stands_in_the_ledger() throws Exception {
        Path started = folder.resolve("started");
        Path state = folder.resolve("state");
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Applies.class.getName(),
                Path.of("src/test/resources/modules/slow").toString(),
                started.toString());
        builder.environment().put("GROUNDCHECK_STATE_DIR", state.toString());
        Process jvm = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("jvm.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(90)).until(() -> Files.exists(started));
        List<ProcessHandle> children = jvm.descendants().toList();
        assertThat(children).as("terraform and what it runs").hasSizeGreaterThanOrEqualTo(2);

        jvm.toHandle().destroy();

        assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(children)
                .as("left running; log: " + Files.readString(folder.resolve("jvm.log")))
                .noneMatch(ProcessHandle::isAlive);
        List<LedgerEntry> entries = Ledger.in(new UserFolders(folder, state)).entries();
        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.owner().isAlive()).isFalse();
            assertThat(addresses(Path.of(entry.details().get("workspace")))).containsExactlyInAnyOrder("quick", "slow");
        });

        Path log = folder.resolve("resumed.log");
        Process resumed = new ProcessBuilder(entries.get(0).details().get("resume"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(resumed.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(log)).contains("Destroy complete! Resources: 2 destroyed.");
    }

    private static List<String> addresses(Path workspace) throws IOException {
        var resources = JsonMapper.shared()
                .readTree(Files.readString(workspace.resolve("terraform.tfstate")))
                .path("resources");
        return Stream.iterate(0, i -> i + 1)
                .limit(resources.size())
                .map(i -> resources.path(i).path("name").asString())
                .toList();
    }
}
