package io.groundcheck.release.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.plan.Plan;
import io.groundcheck.release.evidence.Evidence;
import io.groundcheck.release.journal.Journal;
import io.groundcheck.release.json.Json;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.state.AlarmState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseReportTest {

    @TempDir
    private Path folder;

    @Test
    void it_says_what_was_staged_and_that_a_rollback_took_traffic_away_again() throws IOException {
        String text = text(Documents.report().toHtml());

        assertThat(text)
                .contains("connections v2.0.0 Traffic was switched away from it : rollback to blue in epoch 13, by"
                        + " grace@laptop.")
                .contains("colour green gate passed switches 2 tasks 2")
                .contains("image " + Documents.staged().digest())
                .contains("stage id s-0007 attempt 1 tasks asked for 2")
                .doesNotContain("somebody else")
                .doesNotContain("Epoch 3");
    }

    @Test
    void it_says_who_did_what_in_order() throws IOException {
        assertThat(text(Documents.report().toHtml()))
                .contains("Who did what what who when (UTC)"
                        + " smoke run, failed ada (github run 4711) 2026-03-01T02:50:16Z"
                        + " smoke run, passed ada (github run 4711) 2026-03-01T02:58:14.500Z"
                        + " cutover to green ada (github run 4711) 2026-03-01T03:00:40Z"
                        + " rollback to blue grace@laptop 2026-03-01T03:01:20Z");
    }

    @Test
    void the_newest_evidence_is_shown_scenario_by_scenario() throws IOException {
        assertThat(text(Documents.report().toHtml()))
                .contains("passed 10 of 10 expected scenarios passed in 4.5 s against http://connections.example.test/"
                        + " , run b6c4f1de-0000-4000-8000-000000000002, specs 1c7e9b40")
                .contains("/version, version same v2.0.0 /version, digest same")
                .contains("passed Liveness and readiness /actuator/health/readiness health.feature 18 ms")
                .contains("Earlier runs of the same staging; the newest decides")
                .contains("2026-03-01T02:50:16Z failed 9 of 10 expected scenarios passed ada (github run 4711)");
    }

    @Test
    void a_scenario_that_failed_comes_first_and_says_why() throws IOException {
        String text = text(report().evidence(List.of(Documents.failed())).toHtml());

        assertThat(text)
                .contains("failed 9 of 10 expected scenarios passed")
                .contains(
                        "took why failed Reads stay within the budget latency.feature 2,040 ms expected p95 of at most"
                                + " 250 ms but was 612 ms passed The staged image answers");
    }

    @Test
    void an_expected_scenario_that_never_ran_is_named() throws IOException {
        Evidence evidence = edited(
                Documents.passed(),
                "\"features/headers.feature::Every answer has its headers::\",\n    \"status\"",
                "\"features/headers.feature::Renamed::\",\n    \"status\"",
                Evidence.class);

        assertThat(text(report().evidence(List.of(evidence)).toHtml()))
                .contains("passed 9 of 10 expected scenarios passed")
                .contains("never ran Every answer has its headers headers.feature – expected by the committed list")
                .contains("passed Renamed headers.feature 25 ms (not in the committed list)");
    }

    @Test
    void evidence_that_never_opens_the_gate_says_so() throws IOException {
        Evidence partial = edited(Documents.passed(), "\"partial\" : false", "\"partial\" : true", Evidence.class);
        Evidence dry = edited(Documents.passed(), "\"dry_run\" : false", "\"dry_run\" : true", Evidence.class);

        assertThat(text(report().evidence(List.of(partial)).toHtml()))
                .contains("Partial: a filter or a free URL was used. It never opens the gate.");
        assertThat(text(report().evidence(List.of(dry)).toHtml()))
                .contains("A dry run: no request was sent. It never opens the gate.");
        assertThat(text(report().evidence(List.of(Documents.passed())).toHtml()))
                .doesNotContain("never opens");
    }

    @Test
    void another_image_than_the_staged_one_is_marked() throws IOException {
        Evidence evidence =
                edited(Documents.passed(), "\"version\" : \"v2.0.0\"", "\"version\" : \"v1.9.0\"", Evidence.class);

        assertThat(text(report().evidence(List.of(evidence)).toHtml()))
                .contains("/version, version differs v1.9.0 v2.0.0")
                .contains("/version, colour same green evidence, digest same");
    }

    @Test
    void evidence_of_another_staging_is_left_out() throws IOException {
        Evidence evidence = edited(Documents.passed(), "s-0007", "s-0006", Evidence.class);

        assertThat(text(report().evidence(List.of(evidence)).toHtml()))
                .contains("gate no evidence")
                .contains("No evidence of this staging was given to this report.");
    }

    @Test
    void each_switch_shows_its_journal_and_its_traffic() throws IOException {
        String text = text(Documents.report().toHtml());

        assertThat(text)
                .contains("Epoch 12: cutover from blue (v1.0.0) to green")
                .contains("Forward 2026-03-01T03:00:40.520Z 0.52 s green, 87 ms")
                .contains("Epoch 13: rollback from green (v2.0.0) to blue")
                .contains("1 cutover to green: TakeLease 40 s 2026-03-01T03:00:40Z")
                .contains("2 cutover to green: Forward 40.52 s")
                .contains("6 rollback to blue: Finish 82.3 s")
                .contains("v2.0.0 31,8");
    }

    @Test
    void a_switch_whose_journal_never_ended_is_not_told_as_done() throws IOException {
        Journal cut = edited(Documents.cutover(), "\"Finish\"", "\"Verify\"", Journal.class);

        assertThat(text(report().journals(List.of(cut)).toHtml()))
                .contains("The cutover to green in epoch 12 was begun, and its journal doesn&#39;t say that it ended.");
    }

    @Test
    void a_finished_cutover_to_it_is_told() throws IOException {
        assertThat(text(report().journals(List.of(Documents.cutover())).toHtml()))
                .contains("Traffic was switched to it : cutover to green in epoch 12, by ada (github run 4711).");
    }

    @Test
    void alarms_show_their_state_and_reason() throws IOException {
        assertThat(Documents.report().toHtml())
                .contains("<span class=\"good\">OK</span>")
                .contains("<span class=\"bad\">ALARM</span></td><td>p99 was 1.4 s for 3 of 3 minutes</td>");
    }

    @Test
    void what_was_not_given_is_said_and_never_reads_as_good() throws IOException {
        assertThat(text(report().toHtml()))
                .contains("Staged on green, never switched to.")
                .contains("gate no evidence")
                .contains("No journal tells of a switch to or from it.")
                .contains("No load ran through the switch, or none was given to this report.")
                .contains("Nobody asked for their states when this report was made.")
                .contains("No plan was given to this report.");
        assertThat(text(report().alarms(List.of()).toHtml())).contains("Alarms There are none.");
    }

    @Test
    void the_plan_is_shown_and_its_secrets_are_not() throws IOException {
        Plan plan = Plan.parse("""
                {"format_version": "1.2", "terraform_version": "1.11.4", "planned_values": {}, "resource_changes": [
                  {"address": "aws_ecs_service.this", "mode": "managed", "type": "aws_ecs_service", "name": "this",
                   "provider_name": "registry.terraform.io/hashicorp/aws",
                   "change": {"actions": ["update"],
                    "before": {"desired_count": 0, "secret": "old"}, "after": {"desired_count": 2, "secret": "canary-77aa"},
                    "after_unknown": {}, "before_sensitive": {"secret": true}, "after_sensitive": {"secret": true}}}]}""");

        String html = report().plan(plan)
                .alarms(List.of(new AlarmState("a", "OK", "saw canary-77aa")))
                .toHtml();

        assertThat(html).doesNotContain("canary");
        assertThat(text(html))
                .contains("0 to add, 1 to change, 0 to destroy.")
                .contains("~ aws_ecs_service.this is updated in place ~ desired_count: 0 -&gt; 2")
                .contains("saw (sensitive value)");
    }

    @Test
    void whatever_the_documents_say_is_escaped() throws IOException {
        String evil = "</td><script>alert(1)</script><img src=x onerror=alert(2)>";
        Evidence evidence = edited(Documents.failed(), "expected p95", evil, Evidence.class);
        Evidence linked = edited(evidence, "http://connections.example.test/", "javascript:alert(3)", Evidence.class);
        Journal journal = edited(Documents.cutover(), "green, 87 ms", evil, Journal.class);

        String html = ReleaseReport.of(evil, Colour.GREEN, Documents.staged())
                .evidence(List.of(linked))
                .journals(List.of(journal))
                .alarms(List.of(new AlarmState(evil, evil, evil)))
                .toHtml();

        assertThat(html)
                .doesNotContain("<script")
                .doesNotContain("<img")
                .doesNotContain("href=\"javascript")
                .contains("&lt;script&gt;");
    }

    @Test
    void it_is_one_small_file() throws IOException {
        Path file = Documents.report().writeTo(folder.resolve("reports/s-0007.html"));

        assertThat(Files.size(file)).isLessThan(300_000);
        assertThat(Files.readString(file)).doesNotContain("src=").doesNotContain("url(http");
    }

    private static ReleaseReport report() throws IOException {
        return ReleaseReport.of("connections", Colour.GREEN, Documents.staged());
    }

    private static <T> T edited(T document, String from, String to, Class<T> type) {
        String json = Json.text(document);
        String changed = json.replace(from, to);
        assertThat(changed).as("the document holds " + from).isNotEqualTo(json);
        return Json.read("edited", changed.getBytes(StandardCharsets.UTF_8), type);
    }

    private static String text(String html) {
        return html.replaceAll("(?s)<style>.*?</style>", "")
                .replaceAll("(?s)<head>.*?</head>", "")
                .replaceAll("<[^>]+>", " ")
                .replaceAll("[ \n]+", " ");
    }
}
