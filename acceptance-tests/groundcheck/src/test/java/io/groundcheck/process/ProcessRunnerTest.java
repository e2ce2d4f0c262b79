package io.groundcheck.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.groundcheck.process.ProcessResult.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRunnerTest {

    private static final Map<String, String> ENV = Map.of("PATH", System.getenv("PATH"));

    @TempDir
    Path folder;

    private final ProcessRunner runner = new ProcessRunner();

    @Test
    void gives_the_child_its_environment_and_no_other() throws Exception {
        var command = new Command(List.of("env"), folder, Map.of("PATH", "/usr/bin:/bin", "A", "b"), minutes(1));
        assertThat(runner.run(command, OutputListener.NONE).stdout().lines().filter(line -> !line.startsWith("_=")))
                .containsExactlyInAnyOrder("PATH=/usr/bin:/bin", "A=b");
    }

    @Test
    void keeps_the_two_streams_apart() throws Exception {
        var out = new CopyOnWriteArrayList<String>();
        var err = new CopyOnWriteArrayList<String>();
        ProcessResult result = runner.run(
                shell("echo one; echo two >&2; echo three; exit 3", minutes(1), minutes(1)), new OutputListener() {
                    @Override
                    public void stdout(String line) {
                        out.add(line);
                    }

                    @Override
                    public void stderr(String line) {
                        err.add(line);
                    }
                });
        assertThat(out).containsExactly("one", "three");
        assertThat(err).containsExactly("two");
        assertThat(result.stdout()).isEqualTo("one\nthree\n");
        assertThat(result.stderrTail()).containsExactly("two");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.ending()).isEqualTo(Ending.EXITED);
        assertThat(result.succeeded()).isFalse();
    }

    @Test
    void signals_once_however_often_it_is_cancelled_and_lets_the_child_finish() throws Exception {
        Path signals = folder.resolve("signals");
        RunningProcess process = runner.start(
                shell(
                        "trap 'echo TERM >> signals; ending=1' TERM; touch ready;"
                                + " while [ -z \"$ending\" ]; do sleep 0.1; done; sleep 0.5; echo last words; echo saved > saved",
                        minutes(1),
                        minutes(1)),
                OutputListener.NONE);
        await().until(() -> Files.exists(folder.resolve("ready")));
        process.cancel();
        process.cancel();
        ProcessResult result = process.await();
        process.cancel();
        assertThat(Files.readAllLines(signals)).containsExactly("TERM");
        assertThat(result.stdout()).isEqualTo("last words\n");
        assertThat(folder.resolve("saved")).exists();
        assertThat(result.ending()).isEqualTo(Ending.CANCELLED);
        assertThat(result.succeeded()).isFalse();
    }

    @Test
    void kills_what_does_not_end_in_its_grace_with_all_that_it_started() throws Exception {
        RunningProcess process = runner.start(
                shell(
                        "trap '' TERM; sh -c 'trap \"\" TERM; echo $$ > grandchild; exec sleep 600' & echo $$ > child; wait;"
                                + " sleep 600",
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1)),
                OutputListener.NONE);
        ProcessResult result = process.await();
        assertThat(result.ending()).isEqualTo(Ending.TIMED_OUT);
        assertThat(result.exitCode()).isEqualTo(128 + 9);
        assertThat(result.took()).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(30));
        assertThatIsGone("child");
        assertThatIsGone("grandchild");
    }

    @Test
    void ends_what_outlives_its_parent_and_holds_the_pipes() throws Exception {
        ProcessResult result = runner.run(
                shell("sh -c 'echo $$ > orphan; exec sleep 600' & sleep 0.3; exit 0", minutes(1), minutes(1)),
                OutputListener.NONE);
        assertThat(result.succeeded()).isTrue();
        assertThat(result.took()).isLessThan(Duration.ofSeconds(30));
        assertThatIsGone("orphan");
    }

    @Test
    void an_interrupt_cancels_the_child_and_waits_for_its_end() throws Exception {
        var command = shell("touch ready; exec sleep 600", minutes(20), minutes(1));
        var failures = new CopyOnWriteArrayList<Throwable>();
        var thread = new Thread(() -> {
            try {
                runner.run(command, OutputListener.NONE);
            } catch (IOException | InterruptedException e) {
                failures.add(e);
            }
        });
        thread.start();
        await().until(() -> Files.exists(folder.resolve("ready")));
        thread.interrupt();
        thread.join(20_000);
        assertThat(failures).singleElement().isInstanceOf(InterruptedException.class);
    }

    @Test
    void should_fail_if_there_is_no_such_program() {
        var command = new Command(List.of("no-such-program"), folder, Map.of("PATH", "/nowhere"), minutes(1));
        assertThatThrownBy(() -> runner.run(command, OutputListener.NONE))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot run no-such-program: no such program on PATH (/nowhere)");
    }

    @Test
    void a_command_shows_the_names_of_its_variables_only() {
        var command = new Command(List.of("a", "b"), Path.of("/x"), Map.of("TOKEN", "secret"), minutes(1));
        assertThat(command).hasToString("a b in /x with [TOKEN]");
    }

    @Test
    void the_built_environment_has_what_reaches_the_network_and_nothing_of_aws() {
        Map<String, String> built = ChildEnvironment.of(
                Map.of(
                        "PATH", "/bin",
                        "https_proxy", "http://proxy",
                        "AWS_PROFILE", "production",
                        "TF_VAR_name", "x",
                        "TF_CLI_CONFIG_FILE", "/nowhere",
                        "LC_ALL", "C"),
                Map.of("AWS_REGION", "eu-west-1"));
        assertThat(built)
                .containsOnly(
                        Map.entry("PATH", "/bin"),
                        Map.entry("https_proxy", "http://proxy"),
                        Map.entry("LC_ALL", "C"),
                        Map.entry("AWS_REGION", "eu-west-1"));
    }

    @Test
    void a_process_that_has_another_start_time_is_another_one() {
        ProcessIdentity current = ProcessIdentity.current();
        assertThat(current.isAlive()).isTrue();
        assertThat(new ProcessIdentity(current.pid(), current.startTime() + 1).isAlive())
                .isEqualTo(current.startTime() == 0);
    }

    private Command shell(String script, Duration timeout, Duration grace) {
        return new Command(List.of("sh", "-c", script), folder, ENV, timeout, grace);
    }

    private void assertThatIsGone(String pidFile) throws IOException {
        long pid = Long.parseLong(Files.readString(folder.resolve(pidFile)).strip());
        await().untilAsserted(() -> assertThat(
                        ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
                .as("process %s of %s is alive", pid, pidFile)
                .isFalse());
    }

    private static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }
}
