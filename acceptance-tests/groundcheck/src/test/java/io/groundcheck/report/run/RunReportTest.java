package io.groundcheck.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.plan.Plan;
import io.groundcheck.plan.Secrets;
import io.groundcheck.terraform.ApplyCommand;
import io.groundcheck.terraform.Diagnostic;
import io.groundcheck.terraform.Event;
import io.groundcheck.terraform.InitCommand;
import io.groundcheck.terraform.Outputs;
import io.groundcheck.terraform.PlanCommand;
import io.groundcheck.terraform.Subcommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {

    private Instant now = Instant.parse("2026-03-01T03:00:00Z");
    private final RunReport report = new RunReport("Infrastructure tests", () -> now);

    @TempDir
    private Path folder;

    @Test
    void a_passed_test_shows_its_steps_with_their_times_and_its_outputs() throws IOException {
        TestRecorder test = report.test("1", "io.example.NetworkTest", "spreads subnets over two zones");
        ran(test, InitCommand.init(), 1.5, 0);
        var apply = ApplyCommand.with(List.of());
        test.started(apply);
        test.told(apply, event("apply_start", "aws_lb.this"));
        pass(31);
        test.told(apply, event("apply_complete", "aws_lb.this"));
        test.ended(apply, 0, Duration.ofSeconds(31));
        test.read(Outputs.parse("{\"url\":{\"sensitive\":false,\"type\":\"string\",\"value\":\"http://a.test\"}}"));
        test.ended(Outcome.PASSED, Optional.empty());

        String html = Files.readString(report.writeTo(folder.resolve("index.html")));

        assertThat(text(html))
                .contains("All 1 tests passed.")
                .contains("passed 1 failed 0 not run 0 unfinished 0")
                .contains("took 32.5 s")
                .contains("started 2026-03-01T03:00:00Z")
                .contains("passed spreads subnets over two zones NetworkTest, 32.5 s")
                .contains("init 0 s 1.5 s 0 terraform init -input=false -no-color")
                .contains("apply 1.5 s 31 s 0 terraform apply -input=false -auto-approve -json")
                .contains("aws_lb.this create 31 s")
                .contains("url &quot;http://a.test&quot;");
        assertThat(html)
                .contains("<details class=\"entry\" id=\"test1\"><summary>")
                .contains("init: from 0 s, took 1.5 s. apply: from 1.5 s, took 31 s.");
    }

    @Test
    void a_failed_test_is_open_and_shows_why_and_the_line_of_hcl() {
        TestRecorder test = report.test("1", "io.example.NetworkTest", "refuses a bad block");
        var plan = PlanCommand.into(Path.of("plan"), List.of());
        test.started(plan);
        test.told(
                plan,
                diagnostic(new Diagnostic(
                        Diagnostic.Severity.ERROR,
                        "Invalid value for variable",
                        "cidr_block must be a /16.",
                        Optional.empty(),
                        Optional.of(new Diagnostic.Source(
                                "main.tf", 7, "module \"network\"", "  cidr_block = \"10.0.0.0/8\" # <wrong>")))));
        pass(2);
        test.ended(plan, 1, Duration.ofSeconds(2));
        test.ended(Outcome.FAILED, Optional.of("expected a plan, but terraform plan failed"));

        String html = report.toHtml();

        assertThat(html).contains("<details class=\"entry\" id=\"test1\" open=\"\">");
        assertThat(text(html))
                .contains("1 failed of 1 tests.")
                .contains("Why expected a plan, but terraform plan failed")
                .contains("plan 0 s 2 s 1 terraform plan")
                .contains("error Invalid value for variable")
                .contains("main.tf:7, in module &quot;network&quot;")
                .contains("7 │ cidr_block = &quot;10.0.0.0/8&quot; # &lt;wrong&gt;")
                .contains("cidr_block must be a /16.");
    }

    @Test
    void c07_a_plan_is_a_diff_with_signs_reasons_and_what_forces_a_replacement() throws IOException {
        report.test("1", "T", "t").planned(plan());

        List<String> lines = lines(report.toHtml());

        assertThat(lines)
                .contains("+ aws_subnet.public[0] is created")
                .contains("+ cidr_block = &quot;10.20.0.0/24&quot;")
                .contains("+ arn = (known after apply)")
                .contains("-/+ aws_db_instance.this is replaced (replace because cannot update)")
                .contains("~ engine: &quot;mysql&quot; -&gt; &quot;postgres&quot;  # forces replacement")
                .contains("~ password: (sensitive value, changed)")
                .contains("- aws_s3_bucket.old is destroyed (delete because no resource config)")
                .contains("+ output.url is created")
                .contains("+ &quot;http://example.test&quot;")
                .contains("Changed outside Terraform")
                .contains("~ description: &quot;tasks&quot; -&gt; &quot;changed by hand&quot;")
                .contains("check.reachable")
                .contains("no answer from http://example.test")
                .anyMatch(line -> line.endsWith(": 2 to add, 1 to change, 2 to destroy."))
                .noneMatch(line -> line.contains("aws_vpc.this") || line.contains("var.cidr_block"));
    }

    @Test
    void a_policy_in_a_text_is_unfolded_so_that_the_changed_line_is_seen() throws IOException {
        report.test("1", "T", "t").planned(plan());

        String html = report.toHtml();

        assertThat(lines(html))
                .contains("~ assume_role_policy = JSON")
                .containsSubsequence(
                        "-         &quot;Effect&quot; : &quot;Allow&quot;,",
                        "+         &quot;Effect&quot; : &quot;Deny&quot;,");
        assertThat(lines(html)).contains("          &quot;Action&quot; : &quot;s3:GetObject&quot;");
    }

    @Test
    void nothing_sensitive_is_in_the_page_wherever_it_was_noted() throws IOException {
        TestRecorder test = report.test("1", "T", "named canary-variable-7f3a");
        var apply = ApplyCommand.with(List.of());
        test.started(apply);
        test.told(
                apply,
                diagnostic(new Diagnostic(
                        Diagnostic.Severity.WARNING,
                        "summary canary-after-9d8e",
                        "detail canary-output-4e5f",
                        Optional.of("address canary-before-1b2c"),
                        Optional.of(new Diagnostic.Source(
                                "main.tf", 1, "canary-after-9d8e", "x = \"canary-late-0a1b\"")))));
        test.ended(apply, 0, Duration.ofSeconds(1));
        test.planned(plan());
        test.read(Outputs.parse("{\"token\":{\"sensitive\":true,\"type\":\"string\",\"value\":\"canary-late-0a1b\"},"
                + "\"copy\":{\"sensitive\":false,\"type\":\"string\",\"value\":\"has canary-late-0a1b\"}}"));
        report.test("2", "T", "other").ended(Outcome.FAILED, Optional.of("was canary-late-0a1b and canary-given-2c3d"));
        test.hide(Secrets.of(List.of("canary-given-2c3d")));

        String html = report.toHtml();

        assertThat(html).doesNotContain("canary");
        assertThat(text(html))
                .contains("named (sensitive value)")
                .contains("was (sensitive value) and (sensitive value)")
                .contains("token (sensitive value)")
                .contains("copy &quot;has (sensitive value)&quot;");
    }

    @Test
    void what_was_noted_is_escaped() {
        String evil = "</pre><script>alert(1)</script><img src=x onerror=alert(2)>";
        TestRecorder test = report.test("1", evil, evil);
        ran(test, new PlanCommandOf(evil).command(), 1, 0);
        test.ended(Outcome.FAILED, Optional.of(evil));

        assertThat(report.toHtml())
                .doesNotContain("<script")
                .doesNotContain("<img")
                .contains("&lt;script&gt;");
    }

    @Test
    void a_test_that_did_not_run_is_never_counted_as_passed() {
        report.test("1", "T", "lacks traffic").ended(Outcome.NOT_RUN, Optional.of("moto lacks TRAFFIC"));
        report.test("2", "T", "held").ended(Outcome.PASSED, Optional.empty());
        report.test("3", "T", "never ended");

        assertThat(text(report.toHtml()))
                .contains("2 did not run to the end of 3 tests; none failed.")
                .contains("T: lacks traffic not run 0 s moto lacks TRAFFIC")
                .contains("T: never ended unfinished");
    }

    @Test
    void a_step_whose_end_nobody_saw_says_so() {
        TestRecorder test = report.test("1", "T", "t");
        test.started(InitCommand.init());
        pass(3);

        assertThat(text(report.toHtml())).contains("init 0 s 3 s still running terraform init");
    }

    @Test
    void without_terraform_there_is_nothing_to_report() {
        report.test("1", "T", "t").ended(Outcome.PASSED, Optional.empty());

        assertThat(report.isEmpty()).isTrue();
    }

    private record PlanCommandOf(String target) {
        PlanCommand command() {
            return new PlanCommand(
                    Path.of("plan"), List.of(), PlanCommand.Mode.NORMAL, true, List.of(target), List.of());
        }
    }

    private void ran(TestRecorder test, Subcommand command, double seconds, int exitCode) {
        test.started(command);
        pass(seconds);
        test.ended(command, exitCode, Duration.ofMillis(Math.round(seconds * 1000)));
    }

    private void pass(double seconds) {
        now = now.plusNanos(Math.round(seconds * 1e9));
    }

    private static Event event(String type, String address) {
        return new Event(type, type, Optional.of(address), Optional.of("create"), Optional.empty());
    }

    private static Event diagnostic(Diagnostic diagnostic) {
        return new Event(
                "diagnostic", diagnostic.summary(), Optional.empty(), Optional.empty(), Optional.of(diagnostic));
    }

    private static Plan plan() throws IOException {
        try (InputStream json = RunReportTest.class.getResourceAsStream("plan.json")) {
            return Plan.parse(new String(Objects.requireNonNull(json).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static String text(String html) {
        return html.replaceAll("(?s)<style>.*?</style>", "")
                .replaceAll("<[^>]+>", " ")
                .replaceAll("[ \n]+", " ");
    }

    private static List<String> lines(String html) {
        return html.replaceAll("(?s)<style>.*?</style>", "")
                .replaceAll("</(div|summary|h3|th|td|span|p)>", "\n")
                .replaceAll("<[^>]+>", "")
                .lines()
                .toList();
    }
}
