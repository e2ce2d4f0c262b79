package io.groundcheck.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.groundcheck.http.Load;
import io.groundcheck.http.LoadResult;
import io.groundcheck.report.html.Decimals;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficReportTest {

    @TempDir
    private Path folder;

    @Test
    void a_load_that_really_ran_is_written_as_one_file_with_its_counts_and_marks() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] answer = "v1".getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        LoadResult result;
        long asked;
        try {
            var running = Load.on(
                            URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                    .connections(2)
                    .attributedBy(response -> response.body())
                    .start();
            Awaitility.await().until(() -> running.soFar().total() >= 20);
            asked = System.nanoTime();
            int before = running.soFar().total();
            Awaitility.await().until(() -> running.soFar().total() >= before + 20);
            result = running.stop();
        } finally {
            server.stop(0);
        }

        Path file = TrafficReport.of("Through the cutover", result)
                .mark("cutover asked", asked)
                .mark("load started", result.started())
                .writeTo(folder.resolve("deeper/traffic.html"));

        String html = Files.readString(file);
        assertThat(html).startsWith("<!DOCTYPE html>").contains("<h1>Through the cutover</h1>");
        assertThat(row(html, "v1")).startsWith("v1|" + count(result.total()) + "|100 %|");
        assertThat(row(html, "failed")).isEqualTo("failed|0|0 %|–|–|–|–|–");
        assertThat(row(html, "load started")).startsWith("1|load started|0 s|");
        double seconds = (asked - result.startedNanos()) / 1e9;
        assertThat(row(html, "cutover asked")).startsWith("2|cutover asked|" + Decimals.brief(seconds) + " s|");
        assertThat(folder.resolve("deeper").toFile().list()).containsExactly("traffic.html");
    }

    @Test
    void the_table_counts_each_version_and_each_failure_with_its_latencies() {
        Traffic traffic = TrafficFixtures.with(
                TrafficFixtures.aSwitch(10, 100, 4),
                TrafficFixtures.failed(4_100_000, 1_500_000, "connection reset"),
                TrafficFixtures.failed(4_200_000, 2_500_000, "connection reset"),
                TrafficFixtures.failed(4_300_000, 3_500_000, "status 503"));

        String html = TrafficReport.of("t", traffic).toHtml();

        assertThat(row(html, "v1")).isEqualTo("v1|400|39.88 %|2.49 ms|2.98 ms|2.99 ms|0 s|3.99 s");
        assertThat(row(html, "v2")).isEqualTo("v2|600|59.82 %|2.49 ms|2.98 ms|2.99 ms|4 s|9.99 s");
        assertThat(row(html, "served")).startsWith("served|1,000|99.7 %|");
        assertThat(row(html, "failed")).isEqualTo("failed|3|0.3 %|2500 ms|3500 ms|3500 ms|4.1 s|4.3 s");
        assertThat(row(html, "all requests")).startsWith("all requests|1,003|100 %|");
        assertThat(row(html, "connection reset")).isEqualTo("connection reset|2|4.1 s|4.2 s");
        assertThat(row(html, "status 503")).isEqualTo("status 503|1|4.3 s|4.3 s");
        assertThat(text(html)).contains("1,003 requests in 9.99 s from 2026-03-01T03:00:00Z. 3 failed.");
    }

    @Test
    void one_failure_among_many_is_never_rounded_to_none() {
        Traffic traffic =
                TrafficFixtures.with(TrafficFixtures.aSwitch(100, 1_000, 50), TrafficFixtures.failed(7, 1, "x"));

        String html = TrafficReport.of("t", traffic).toHtml();

        assertThat(row(html, "served")).startsWith("served|100,000|> 99.99 %|");
        assertThat(row(html, "failed")).startsWith("failed|1|< 0.01 %|");
    }

    @Test
    void each_mark_says_who_answered_before_and_after_it() {
        Traffic traffic =
                TrafficFixtures.with(TrafficFixtures.aSwitch(20, 100, 10), TrafficFixtures.failed(11_000_000, 1, "x"));

        String html = TrafficReport.of("t", traffic)
                .mark("cutover returned", TrafficFixtures.STARTED.plusMillis(10_500))
                .mark("cutover asked", TrafficFixtures.STARTED.plusSeconds(10))
                .toHtml();

        assertThat(row(html, "cutover asked"))
                .isEqualTo("1|cutover asked|10 s|2026-03-01T03:00:10Z|402|1|v1: 200|v2: 201");
        assertThat(row(html, "cutover returned"))
                .isEqualTo("2|cutover returned|10.5 s|2026-03-01T03:00:10.500Z|402|1|v1: 150, v2: 50|v2: 201");
    }

    @Test
    void the_drawing_has_a_shape_for_each_version_and_one_for_each_column_with_a_failure() {
        Traffic traffic = TrafficFixtures.with(
                TrafficFixtures.aSwitch(10, 400, 4),
                TrafficFixtures.failed(2_000_000, 1, "x"),
                TrafficFixtures.failed(2_000_100, 1, "x"),
                TrafficFixtures.failed(6_000_000, 1, "x"));

        String html = TrafficReport.of("t", traffic).toHtml();

        assertThat(count(html, "class=\"series fill-0\"")).isEqualTo(1);
        assertThat(count(html, "class=\"series fill-1\"")).isEqualTo(1);
        assertThat(count(html, "class=\"failures\"")).isEqualTo(2);
        // From the left edge at 58 to the right one at 1088: 41 columns, the last one for an answer read after 10 s.
        assertThat(html).contains("d=\"M58,228V8H460V228H58Z\"").contains("d=\"M460,228V8H1062.9V228H460Z\"");
        assertThat(html).contains("Answers per 250 ms by who gave them");
    }

    @Test
    void marks_are_lines_at_their_moment_with_labels_that_do_not_cover_one_another() {
        String html = TrafficReport.of("t", TrafficFixtures.aSwitch(10, 10, 5))
                .mark("cutover asked", TrafficFixtures.STARTED.plusMillis(5_000))
                .mark("cutover returned", TrafficFixtures.STARTED.plusMillis(5_100))
                .toHtml();

        String overview = html.substring(
                html.indexOf("<svg class=\"chart\""), html.indexOf("</svg>", html.indexOf("overview-title")));
        assertThat(overview).containsPattern("class=\"mark\" x1=\"573\" y1=\"2\"");
        assertThat(overview).containsPattern("class=\"mark\" x1=\"583.3\" y1=\"18\"");
        assertThat(overview).containsPattern("y=\"12\" class=\"mark-label\">1 cutover asked<");
        assertThat(overview).containsPattern("y=\"28\" class=\"mark-label\">2 cutover returned<");
        assertThat(text(html)).contains("Close up: 1 cutover asked to 2 cutover returned");
    }

    @Test
    void hundreds_of_thousands_of_requests_give_a_small_file() {
        Traffic traffic = TrafficFixtures.aSwitch(1_200, 400, 600);
        var answers = new ArrayList<>(traffic.answers());
        for (int i = 0; i < 1_000; i++) {
            answers.add(TrafficFixtures.failed(i * 1_000_000L, 1, "reason " + i + " " + "x".repeat(5_000)));
        }
        TrafficReport report = TrafficReport.of("t", new Traffic(traffic.started(), answers));
        for (int i = 0; i < 100; i++) {
            report.mark("cutover " + i + " asked", TrafficFixtures.STARTED.plusSeconds(10L * i));
        }

        String html = report.toHtml();

        assertThat(traffic.answers()).hasSize(480_000);
        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(300_000);
        assertThat(text(html))
                .contains("Answers per 1 s by who gave them")
                .contains("88 more close-ups are left out")
                .contains("the first 50 of 1,000 reasons");
    }

    @Test
    void names_reasons_and_labels_are_escaped() {
        String evil = "</title><script>alert(1)</script><img src=x onerror=alert(2)>\"'";
        Traffic traffic = new Traffic(
                TrafficFixtures.STARTED,
                List.of(TrafficFixtures.served(0, 1, evil), TrafficFixtures.failed(1, 1, evil)));

        String html = TrafficReport.of(evil, traffic)
                .mark(evil, TrafficFixtures.STARTED)
                .toHtml();

        assertThat(html).doesNotContain("<script").doesNotContain("<img").contains("&lt;script&gt;");
    }

    @Test
    void more_versions_than_colours_are_counted_together() {
        var answers = new ArrayList<Answer>();
        for (int i = 0; i < 9; i++) {
            answers.add(TrafficFixtures.served(i * 1_000L, 1, "v" + i));
        }

        String html = TrafficReport.of("t", new Traffic(TrafficFixtures.STARTED, answers))
                .toHtml();

        assertThat(text(html)).contains("v4 (1)").contains("others (4)").doesNotContain("v5 (1)");
        assertThat(row(html, "v8")).startsWith("v8|1|");
    }

    @Test
    void a_load_without_any_request_is_still_a_report() {
        String html = TrafficReport.of("t", new Traffic(TrafficFixtures.STARTED, List.of()))
                .toHtml();

        assertThat(row(html, "all requests")).isEqualTo("all requests|0|–|–|–|–|–|–");
    }

    @Test
    void a_nano_time_is_refused_for_a_load_that_ran_elsewhere() {
        TrafficReport report = TrafficReport.of("t", TrafficFixtures.aSwitch(1, 10, 1));

        assertThatThrownBy(() -> report.mark("cutover asked", 42L))
                .hasMessage("mark 'cutover asked': nanoTime means nothing for a load that ran in another JVM; give an"
                        + " Instant");
    }

    @Test
    void a_load_s_json_is_read_back() {
        Traffic traffic = Traffic.parse("traffic.json", """
                {"started":"2026-03-01T03:00:00Z","total":2,"failed":1,
                 "samples":[[1000,250,0,200,"v1",null],[2000,300,1,0,null,"reset"]]}""");

        assertThat(traffic)
                .isEqualTo(new Traffic(
                        TrafficFixtures.STARTED,
                        List.of(
                                new Answer(1_000, 250, Optional.of("v1"), Optional.empty()),
                                new Answer(2_000, 300, Optional.empty(), Optional.of("reset")))));
    }

    @Test
    void what_is_not_a_load_s_json_is_refused_with_its_name() {
        assertThatThrownBy(() -> Traffic.parse("traffic.json", "{}"))
                .hasMessageStartingWith(
                        "traffic.json: expected a load's result as LoadResult.toJson() writes it, but ");
    }

    /** The cells of the row that a heading names, with bars between them. */
    private static String row(String html, String heading) {
        for (String row : html.split("<tr>", -1)) {
            if (row.contains("scope=\"row\">" + heading + "</th>")) {
                String cells = row.substring(0, row.indexOf("</tr>"));
                return cells.replaceAll("</t[dh]>$", "")
                        .replaceAll("</t[dh]>", "|")
                        .replaceAll("<[^>]+>", "")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">");
            }
        }
        throw new AssertionError("no row " + heading + " in " + text(html));
    }

    private static String text(String html) {
        return html.replaceAll("(?s)<style>.*?</style>", "")
                .replaceAll("<[^>]+>", " ")
                .replaceAll(" +", " ");
    }

    private static int count(String html, String wanted) {
        return (int)
                Pattern.compile(Pattern.quote(wanted)).matcher(html).results().count();
    }

    private static String count(long number) {
        return Decimals.count(number);
    }
}
