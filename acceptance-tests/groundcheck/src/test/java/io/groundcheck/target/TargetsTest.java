package io.groundcheck.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetsTest {

    @TempDir
    Path state;

    @Test
    void should_fail_if_no_target_or_an_unknown_one_is_named() {
        fails(Map.of(), "TARGET is not set. Say where AWS is: TARGET=fakecloud, moto, localstack, endpoint or aws.");
        fails(
                Map.of("TARGET", "azure"),
                "TARGET: expected fakecloud, moto, localstack, endpoint or aws, but was \"azure\".");
    }

    @Test
    void should_fail_if_aws_is_named_without_an_account() {
        fails(Map.of("TARGET", "aws"), "TARGET=aws needs AWS_ACCOUNT_ID, the twelve digits of the account to use.");
        fails(
                Map.of("TARGET", "aws", "AWS_ACCOUNT_ID", "12"),
                "TARGET=aws needs AWS_ACCOUNT_ID, the twelve digits of the account to use, but it was \"12\".");
    }

    @Test
    void should_fail_if_no_emulator_runs() {
        fails(
                env("fakecloud"),
                "TARGET=fakecloud, but no emulator runs: there is no " + file()
                        + ". Start one with `make emulator-up`.");
    }

    @Test
    void should_fail_if_the_state_file_is_torn_or_of_another_schema_or_target() throws IOException {
        write("{");
        assertThatThrownBy(() -> Targets.fromEnvironment(env("fakecloud")))
                .isInstanceOf(TargetException.class)
                .hasMessageStartingWith(file() + " can't be read: ")
                .hasMessageEndingWith(". Run `make emulator-down`, then `make emulator-up`.");
        write("{\"schema\": 2}");
        fails(
                env("fakecloud"),
                file() + ": expected schema 1, but was 2. Another version wrote it: run `make emulator-down`, then"
                        + " `make emulator-up`.");
        write(state(ProcessIdentity.current(), 1));
        fails(
                env("moto"),
                "TARGET=moto, but the emulator of " + file()
                        + " is fakecloud. Choose another with EMULATOR, or set TARGET=fakecloud.");
    }

    @Test
    void should_fail_if_the_process_is_another_one_with_the_same_number() throws IOException {
        ProcessIdentity current = ProcessIdentity.current();
        write(state(new ProcessIdentity(current.pid(), 1), 1));
        fails(
                env("fakecloud"),
                "the emulator of " + file() + " is gone: no process " + current.pid()
                        + " that started at tick 1 runs. Start it with `make emulator-up`; its log is /tmp/x.log.");
    }

    @Test
    void should_fail_if_the_emulator_does_not_answer() throws IOException {
        int port;
        try (var socket = new java.net.ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        write(state(ProcessIdentity.current(), port));
        assertThatThrownBy(() -> Targets.fromEnvironment(env("fakecloud")))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("doesn't answer: cannot connect to /127.0.0.1:" + port)
                .hasMessageEndingWith("start it again with `make emulator-down emulator-up`.");
    }

    @Test
    void should_fail_if_an_instance_is_no_file_name() {
        fails(
                Map.of("TARGET", "fakecloud", "EMULATOR", "../x"),
                "EMULATOR: expected letters, digits, - or _, but was \"../x\".");
    }

    @Test
    void a_state_does_not_show_its_key() {
        var emulator = new EmulatorState(
                "moto",
                "5",
                1,
                2,
                java.net.URI.create("http://a"),
                "r",
                "1",
                "id",
                "secret-key",
                java.net.URI.create("http://b"),
                Path.of("l"));
        assertThat(emulator).hasToString("moto 5 at http://a (process 1)");
    }

    private Map<String, String> env(String target) {
        return Map.of("TARGET", target, "GROUNDCHECK_STATE_DIR", state.toString(), "EMULATOR", "mine");
    }

    private Path file() {
        return state.resolve("emulator/mine.json");
    }

    private void write(String json) throws IOException {
        Files.createDirectories(state.resolve("emulator"));
        Files.writeString(file(), json);
    }

    private static String state(ProcessIdentity process, int port) {
        return """
                {"schema": 1, "target": "fakecloud", "version": "0.51.0", "pid": %d, "start_time": %d,
                 "endpoint": "http://127.0.0.1:%d", "region": "ap-southeast-1", "account": "123456789012",
                 "access_key": "test", "secret_key": "test",
                 "container_endpoint": "http://host.docker.internal:1", "log": "/tmp/x.log"}
                """.formatted(process.pid(), process.startTime(), port);
    }

    private static void fails(Map<String, String> env, String message) {
        assertThatThrownBy(() -> Targets.fromEnvironment(env))
                .isInstanceOf(TargetException.class)
                .hasMessage(message);
    }
}
