package io.groundcheck.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.plan.Secrets;
import io.groundcheck.process.ProcessResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What Terraform answers, as types. */
class AnswersTest {

    private static final Outputs OUTPUTS = Outputs.parse("""
            {"name":    {"sensitive":false, "type":"string", "value":"x"},
             "count":   {"sensitive":false, "type":"number", "value":12345678901234},
             "half":    {"sensitive":false, "type":"number", "value":0.5},
             "on":      {"sensitive":false, "type":"bool", "value":true},
             "ids":     {"sensitive":false, "type":["list","string"], "value":["a","b"]},
             "tags":    {"sensitive":false, "type":["map","string"], "value":{"k":"v"}},
             "token":   {"sensitive":true,  "type":"string", "value":"hunter2"},
             "copy":    {"sensitive":false, "type":"string", "value":"has hunter2 in it"}}
            """);

    @TempDir
    Path folder;

    @Test
    void outputs_have_types() {
        assertThat(OUTPUTS.string("name")).isEqualTo("x");
        assertThat(OUTPUTS.number("count")).isEqualTo(12345678901234L);
        assertThat(OUTPUTS.decimal("half")).isEqualByComparingTo("0.5");
        assertThat(OUTPUTS.bool("on")).isTrue();
        assertThat(OUTPUTS.strings("ids")).containsExactly("a", "b");
        assertThat(OUTPUTS.map("tags")).containsExactly(Map.entry("k", "v"));
        assertThat(OUTPUTS.string("token")).isEqualTo("hunter2");
        assertThat(OUTPUTS.isSensitive("token")).isTrue();
        assertThat(OUTPUTS.toString())
                .contains("token=(sensitive value)", "copy=\"has (sensitive value) in it\"", "count=12345678901234");
    }

    @Test
    void should_fail_if_an_output_is_not_there_or_of_another_type() {
        assertThatThrownBy(() -> OUTPUTS.string("nam"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no output \"nam\": there are [name, count, half, on, ids, tags, token, copy]");
        assertThatThrownBy(() -> OUTPUTS.strings("name"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("output \"name\": expected a list, but its type is \"string\"");
        assertThatThrownBy(() -> OUTPUTS.number("half"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("output \"half\": expected a whole number of up to 64 bits");
        assertThatThrownBy(() -> Outputs.parse("hunter2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected the JSON object of `terraform output -json`, but was 7 characters of something"
                        + " else");
    }

    @Test
    void an_event_tells_what_happens_to_which_resource() {
        Event event = Event.parse("""
                {"@level":"info","@message":"a.b: Creating...","type":"apply_start",\
                "hook":{"resource":{"addr":"a.b"},"action":"create"}}""");
        assertThat(event.type()).isEqualTo("apply_start");
        assertThat(event.address()).contains("a.b");
        assertThat(event.action()).contains("create");
        assertThat(event.diagnostic()).isEmpty();
    }

    @Test
    void t02_no_line_is_lost_because_it_is_no_event() {
        assertThat(Event.parse("level=info msg=\"from a provider\"").message())
                .isEqualTo("level=info msg=\"from a provider\"");
        assertThat(Event.parse("{\"@broken").message()).isEqualTo("{\"@broken");
    }

    @Test
    void a_diagnostic_shows_the_line_of_hcl() {
        Event event = Event.parse("""
                {"@message":"Error","type":"diagnostic","diagnostic":{"severity":"error","summary":"Invalid value",\
                "detail":"Not hunter2.","address":"a.b","range":{"filename":"main.tf","start":{"line":7}},\
                "snippet":{"context":"variable \\"x\\"","code":"  type = string"}}}""");
        assertThat(event.masked(Secrets.of(List.of("hunter2"))).diagnostic().orElseThrow())
                .hasToString("""
                        Error: Invalid value
                          with a.b
                          at main.tf:7, in variable "x":
                            type = string
                          Not (sensitive value).""");
    }

    @Test
    void a_failure_has_the_end_of_stderr_where_there_is_no_diagnostic() {
        assertThat(failure(ProcessResult.Ending.EXITED, "Error: no such thing as hunter2"))
                .isExactlyInstanceOf(TerraformException.class)
                .hasMessage("terraform state list failed with exit code 1\nError: no such thing as (sensitive value)");
        assertThat(failure(ProcessResult.Ending.TIMED_OUT, ""))
                .isInstanceOf(TerraformException.TimedOut.class)
                .hasMessageStartingWith("terraform state list was asked to end after 90 s, and ended");
        assertThat(failure(ProcessResult.Ending.EXITED, "Error: Error acquiring the state lock"))
                .isInstanceOf(TerraformException.StateLocked.class);
    }

    private static TerraformException failure(ProcessResult.Ending ending, String stderr) {
        return Failures.of(
                "terraform state list",
                new ProcessResult(List.of("terraform"), ending, 1, "", List.of(stderr), Duration.ofSeconds(90)),
                List.of(),
                Secrets.of(List.of("hunter2")));
    }

    @Test
    void a_log_has_the_time_and_the_command_on_each_line() throws Exception {
        Path file = folder.resolve("logs/a.log");
        var log = new StepLog(file, Clock.fixed(Instant.parse("2026-11-23T05:00:00Z"), ZoneOffset.UTC));
        log.started(new OutputCommand());
        log.told(new OutputCommand(), Event.text("one\ntwo"));
        log.complained(new OutputCommand(), "careful");
        log.ended(new OutputCommand(), 0, Duration.ofMillis(12));
        assertThat(Files.readString(file)).isEqualTo("""
                2026-11-23T05:00:00Z output: terraform output -json
                2026-11-23T05:00:00Z output: one
                    two
                2026-11-23T05:00:00Z output: stderr: careful
                2026-11-23T05:00:00Z output: exit code 0 after 12 ms
                """);
    }

    @Test
    void a_refused_variable_is_named_and_the_line_with_everybodys_values_is_not_shown() {
        String file = "{\"a\":{\"size\":1},\"password\":\"xyz\",\"size\":11}";
        Event event =
                Event.parse("{\"@level\":\"error\",\"type\":\"diagnostic\",\"diagnostic\":{\"severity\":\"error\","
                        + "\"summary\":\"Invalid value for variable\",\"detail\":\"size must be below 10.\","
                        + "\"range\":{\"filename\":\"variables.tfvars.json\",\"start\":{\"line\":1}},"
                        + "\"snippet\":{\"context\":null,\"code\":"
                        + JsonMapper.shared().writeValueAsString(file)
                        + ",\"highlight_start_offset\":" + file.indexOf("11") + "}}}");
        Diagnostic diagnostic = event.diagnostic().orElseThrow();
        assertThat(diagnostic.subject()).contains("var.size");
        assertThat(diagnostic.toString()).isEqualTo("""
                Error: Invalid value for variable
                  at variables.tfvars.json:1, in variable "size"
                  size must be below 10.""");
    }
}
