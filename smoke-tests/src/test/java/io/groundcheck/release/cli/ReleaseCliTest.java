package io.groundcheck.release.cli;

import static io.groundcheck.release.fake.Samples.V1;
import static io.groundcheck.release.fake.Samples.V2;
import static io.groundcheck.release.fake.Samples.V3;
import static io.groundcheck.release.fake.Samples.v2Staged;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.release.fake.FakeAws;
import io.groundcheck.release.foundation.Foundation;
import io.groundcheck.release.json.Json;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Last;
import io.groundcheck.release.record.RecordStore;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.record.SwitchAction;
import io.groundcheck.release.state.Traffic;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ReleaseCliTest {

    private final FakeAws aws = new FakeAws();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void v1IsLive() {
        aws.bucket.put(RecordStore.KEY, Json.write(v2Staged()));
        aws.up(Colour.BLUE, V1, 2);
        aws.up(Colour.GREEN, V2, 2);
        aws.traffic = new Traffic.To(Colour.BLUE);
        aws.tags.put("v3", V3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "stage",
                "guard",
                "await",
                "smoke",
                "keep-cli",
                "cutover",
                "rollback",
                "watch",
                "retire",
                "report"
            })
    void every_command_has_help_with_an_example(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).contains("Example").contains("bin/release " + command);
    }

    @Test
    void stage_writes_what_the_next_steps_need() throws IOException {
        var file = folder.resolve("new/stage.env");

        assertThat(run("stage", "--tag", "v3", "--digest", V3.value(), "--output", file.toString()))
                .isZero();

        var staged = record().staged(Colour.GREEN).orElseThrow();
        assertThat(staged.digest()).isEqualTo(V3);
        assertThat(Files.readString(file))
                .isEqualTo("colour=green\ndigest=" + V3 + "\nstage_id=" + staged.stageId() + "\n");
        assertThat(out.toString())
                .isEqualTo("staged v3 (sha256:333333333333) on green, attempt 1, 2 tasks, stage " + staged.stageId()
                        + "\n");
    }

    @Test
    void staging_twice_says_so_and_changes_nothing() {
        run("stage", "--tag", "v3", "--digest", V3.value());
        var once = record();

        assertThat(run("stage", "--tag", "v3", "--digest", V3.value())).isZero();

        assertThat(record()).isEqualTo(once);
        assertThat(out.toString()).endsWith("v3 (sha256:333333333333) is staged on green already; nothing to do\n");
    }

    @Test
    void a_refusal_is_one_message_the_gates_id_and_exit_code_1() {
        assertThat(run("cutover", "--digest", V2.value())).isEqualTo(1);

        assertThat(err.toString())
                .isEqualTo(
                        "release: no smoke run of stage stage-v2 (v2 (sha256:222222222222) on green) is on record; run"
                                + " `release smoke`\ngate: no-evidence\n");
        assertThat(aws.orders).isEmpty();
    }

    @Test
    void a_dry_run_prints_the_calls_and_makes_none() {
        aws.bucket.put(
                RecordStore.KEY,
                Json.write(v2Staged()
                        .finish(new Last(SwitchAction.CUTOVER, 3, Colour.GREEN, V2, "tester", Instant.EPOCH))));
        aws.traffic = new Traffic.To(Colour.GREEN);
        var before = aws.bucket.writes();

        assertThat(run("rollback", "--dry-run")).isZero();
        assertThat(run("retire", "--dry-run")).isZero();
        assertThat(run("stage", "--tag", "v3", "--digest", V3.value(), "--dry-run"))
                .isZero();

        assertThat(aws.orders).isEmpty();
        assertThat(aws.bucket.writes()).isEqualTo(before);
        assertThat(out.toString())
                .contains("would call elasticloadbalancing:ModifyRule: the live rule forwards to blue\n")
                .contains("would call s3:PutObject s3://bucket/release.json (If-Match, what was read, ")
                .contains("would call ecs:UpdateService: blue is to run 0 tasks\n")
                .contains("would end with: ");
    }

    @Test
    void a_report_is_written_and_kept() {
        assertThat(run("report")).isZero();

        assertThat(folder.resolve("report.html")).isNotEmptyFile();
        assertThat(aws.bucket.text("reports/stage-v1.html")).contains("<html");
        assertThat(out.toString()).contains("kept: s3://bucket/reports/stage-v1.html");
    }

    @Test
    void an_unknown_tag_is_one_message() {
        assertThat(run("stage", "--tag", "v4", "--digest", V3.value())).isEqualTo(1);

        assertThat(err.toString())
                .isEqualTo("release: the repository connections has no image with the tag v4; push it first with `make"
                        + " image TAG=v4`\ngate: unknown-image\n");
    }

    @Test
    void a_malformed_digest_is_a_usage_error() {
        assertThat(run("stage", "--tag", "v3", "--digest", "latest")).isEqualTo(2);

        assertThat(err.toString())
                .startsWith("Invalid value for option '--digest': expected sha256: and 64 lower-case hex digits but was"
                        + " 'latest'");
    }

    @Test
    void usage_errors_name_what_is_wrong() {
        usage("say which command");
        usage(
                "--desired-count: expected 1 or more but was 0",
                "stage",
                "--tag",
                "v3",
                "--digest",
                V3.value(),
                "--desired-count",
                "0");
        usage("--to goes with --force only", "rollback", "--to", "blue");
        usage("--keep: expected 0 or more but was -1", "retire", "--keep", "-1");
        usage("--allow-outage goes with --foundation only", "guard", "p", "--json", "j", "--allow-outage");
        usage(
                "Invalid value for option '--bake': expected a number and a unit (ms, s, m, h), such as 30s or 10m, but"
                        + " was 'soon'",
                "watch",
                "--bake",
                "soon");
        usage(
                "--canary: expected percents from 1 to 99, each greater than the one before, such as 10,50, but was"
                        + " [50, 10]",
                "cutover",
                "--digest",
                V2.value(),
                "--canary",
                "50,10");
        usage(
                "--canary: expected percents from 1 to 99, each greater than the one before, such as 10,50, but was"
                        + " [100]",
                "cutover",
                "--digest",
                V2.value(),
                "--canary",
                "100");
        usage("--step: expected more than 0 but was 0", "cutover", "--digest", V2.value(), "--step", "0s");
        usage(
                "--latency-factor: expected 1 to 1000 but was 0.5; to leave latency out, say --no-latency",
                "watch",
                "--bake",
                "1m",
                "--latency-factor",
                "0.5");
        usage(
                "Invalid value for option '--latency-floor': expected a number and a unit (ms, s, m, h), such as 30s or"
                        + " 10m, but was '50'",
                "watch",
                "--bake",
                "1m",
                "--latency-floor",
                "50");
        usage("Invalid value for option '--colour': expected blue or green but was 'red'", "await", "--colour", "red");
    }

    @Test
    void an_unreachable_bucket_says_how_to_move_traffic_without_it() {
        aws.bucketAnswers = false;

        assertThat(run("rollback")).isEqualTo(3);

        assertThat(err.toString())
                .isEqualTo(
                        "release: s3 is out of reach\nTo move traffic without the record, with the load balancer alone:"
                                + " `release rollback --force --to COLOUR`; `release status` says which colour has it now\n");
        assertThat(aws.orders).isEmpty();
    }

    @Test
    void a_defect_has_its_own_exit_code_and_a_stack_trace() {
        var cli = new ReleaseCli(Map.of(), new PrintWriter(out, true), new PrintWriter(err, true), env -> {
            throw new IllegalStateException("a bug");
        });

        assertThat(cli.run("status")).isEqualTo(70);
        assertThat(err.toString())
                .startsWith("release: a defect of this program: java.lang.IllegalStateException: a bug\n")
                .contains("\tat ");
    }

    @Test
    void a_plan_that_cannot_be_read_is_a_usage_error() {
        var missing = folder.resolve("missing.tfplan");

        assertThat(run("guard", missing.toString(), "--json", missing.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("release: " + missing + " can't be read: ");
    }

    @Test
    void guard_prints_the_sum_of_the_plan_it_passed() throws IOException {
        var plan = Files.writeString(folder.resolve("green.tfplan"), "a plan");
        var json =
                Files.writeString(folder.resolve("green.json"), "{\"format_version\":\"1.2\",\"resource_changes\":[]}");

        assertThat(run("guard", plan.toString(), "--json", json.toString())).isZero();
        assertThat(out.toString())
                .isEqualTo("a27fa2bacd5796b82680016a6b8865a616a9e4f6b6a198d3776ddc07536e3158  " + plan + "\n");
    }

    @Test
    void status_is_json_and_nothing_else() {
        assertThat(run("status", "--json")).isZero();

        assertThat(JsonMapper.shared().readTree(out.toString()).path("live").asString())
                .isEqualTo("blue");
    }

    @Test
    void the_candidate_token_is_never_printed() {
        run("await", "--colour", "green", "--timeout", "1s");
        run("smoke", "--colour", "green");
        run("status");

        assertThat(out.toString() + err).doesNotContain("the-secret-token");
    }

    private void usage(String message, String... args) {
        err.getBuffer().setLength(0);
        assertThat(run(args)).as(String.join(" ", args)).isEqualTo(2);
        assertThat(err.toString()).startsWith(message);
    }

    private int run(String... args) {
        return new ReleaseCli(
                        Map.of("USER", "tester", "HOSTNAME", "here", "OUT", folder.toString()),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        env -> new Session.Connection(foundation(), aws, () -> URI.create("http://127.0.0.1:9")))
                .run(args);
    }

    private ReleaseRecord record() {
        return Json.read(
                "record", aws.bucket.read(RecordStore.KEY).orElseThrow().body(), ReleaseRecord.class);
    }

    private static Foundation foundation() {
        try (var in = ReleaseCliTest.class.getResourceAsStream("/foundation.json")) {
            return Foundation.parse(
                    "/connections/foundation",
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
