package io.groundcheck.release.status;

import static io.groundcheck.release.fake.Samples.V1;
import static io.groundcheck.release.fake.Samples.V2;
import static io.groundcheck.release.fake.Samples.staged;
import static io.groundcheck.release.fake.Samples.v2Staged;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.release.fake.FakeAws;
import io.groundcheck.release.fake.FakeTicker;
import io.groundcheck.release.fake.Samples;
import io.groundcheck.release.foundation.Foundation;
import io.groundcheck.release.journal.Journal;
import io.groundcheck.release.journal.JournalStore;
import io.groundcheck.release.json.Json;
import io.groundcheck.release.lease.LeaseSettings;
import io.groundcheck.release.lease.Leases;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Colours;
import io.groundcheck.release.record.Fence;
import io.groundcheck.release.record.Last;
import io.groundcheck.release.record.Nonces;
import io.groundcheck.release.record.Pending;
import io.groundcheck.release.record.Previous;
import io.groundcheck.release.record.RecordStore;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.record.SwitchAction;
import io.groundcheck.release.state.AlarmState;
import io.groundcheck.release.state.TargetHealth;
import io.groundcheck.release.state.Traffic;
import io.groundcheck.release.store.CompareAndSwap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatusTest {

    private final FakeAws aws = new FakeAws();

    @Test
    void says_what_is_live_and_what_to_run_next() {
        v1LiveV2Staged();

        assertThat(StatusText.lines(status()))
                .containsExactly(
                        "connections in ap-southeast-1, account 123456789012, http://connections.example",
                        "",
                        "live    blue: v1 (sha256:111111111111)",
                        "blue    v1 (sha256:111111111111), attempt 1, stage stage-v1; 2 of 2 tasks run; 2 of 2 targets"
                                + " healthy",
                        "green   v2 (sha256:222222222222), attempt 1, stage stage-v2; 2 of 2 tasks run; 2 of 2 targets"
                                + " healthy",
                        "next    v2 (sha256:222222222222) is staged on green: make plan guard apply COLOUR=green,"
                                + " release await, release smoke, release keep-cli, release cutover --digest " + V2
                                + ", release watch --bake 10m");
    }

    @Test
    void says_how_to_roll_back_by_hand_and_never_how_to_reach_an_unproven_candidate() {
        v1LiveV2Staged();
        assertThat(status().rollbackCommand()).isEmpty();

        write(v2Staged().finish(new Last(SwitchAction.CUTOVER, 4, Colour.GREEN, V2, "tester", Instant.EPOCH)));
        aws.traffic = new Traffic.To(Colour.GREEN);
        assertThat(StatusText.lines(status())).contains("by hand aws elbv2 modify-rule … blue");

        aws.up(Colour.BLUE, V1, 0);
        assertThat(status().rollbackCommand()).as("nobody would answer").isEmpty();
    }

    @Test
    @Tag("P14")
    void p14_says_until_when_nothing_may_be_staged() {
        v1LiveV2Staged();
        var until = aws.bucket.now.plusSeconds(60);
        write(v2Staged().fenced(new Fence(until, 3, "sleeper@here")));
        var said = "fence   nothing may be staged until " + until
                + ": an order of sleeper@here, who lost the lease in epoch 3, may still arrive";

        assertThat(StatusText.lines(status())).contains(said);

        aws.bucket.now = until;
        assertThat(StatusText.lines(status())).as("once it is over").noneMatch(line -> line.startsWith("fence"));
    }

    @Test
    void json_has_the_fields_that_programs_read() {
        v1LiveV2Staged();

        var json = JsonMapper.shared().readTree(Json.text(status()));

        assertThat(json.propertyNames())
                .containsExactly(
                        "schema",
                        "name",
                        "region",
                        "account",
                        "url",
                        "live",
                        "traffic",
                        "weights",
                        "record",
                        "blue",
                        "green",
                        "reason",
                        "lease",
                        "alarms",
                        "problems",
                        "next",
                        "rollback_command");
        assertThat(json.path("live").asString()).isEqualTo("blue");
        assertThat(json.path("green").path("staged").path("digest").asString()).isEqualTo(V2.value());
        assertThat(json.path("blue").path("tasks").path(0).path("digest").asString())
                .isEqualTo(V1.value());
        assertThat(json.path("blue").path("targets").path(0).propertyNames()).containsExactly("id", "state", "reason");
    }

    /** docs/status.md lists every field, and no other: a page with everything in it has them all. */
    @Test
    void json_is_as_documented() throws IOException {
        v1LiveV2Staged();
        write(new ReleaseRecord(
                1,
                "n",
                4,
                Optional.of(Colour.BLUE),
                Optional.of(new Previous(Colour.GREEN, V2)),
                Optional.of(new Pending(
                        SwitchAction.CUTOVER, Optional.of(Colour.BLUE), Colour.GREEN, V2, "stage-v2", Optional.of(10))),
                new Colours(Optional.of(staged("v1", V1)), Optional.of(staged("v2", V2))),
                Optional.of(new Last(SwitchAction.CUTOVER, 4, Colour.BLUE, V1, "tester", Instant.EPOCH)),
                Optional.of(new Fence(aws.bucket.now.plusSeconds(60), 3, "sleeper@here"))));
        aws.alarms.add(new AlarmState("connections-5xx", "ALARM", ""));
        var ticker = new FakeTicker();
        var writes = new CompareAndSwap(aws.objects(), ticker);
        new Leases(aws.objects(), writes, ticker, Nonces.random(), LeaseSettings.DEFAULT).take("tester", 4);
        new JournalStore(aws.objects(), writes).create(watchsRollback());
        var found = new TreeSet<String>();

        paths("", JsonMapper.shared().readTree(Json.text(status())), found);

        var documented = new TreeSet<String>();
        Files.readString(Path.of("..", "docs", "status.md"))
                .lines()
                .map(Pattern.compile("\\| `([^`]+)` \\|.*")::matcher)
                .filter(Matcher::matches)
                .forEach(row -> documented.add(row.group(1)));
        assertThat(documented).isEqualTo(found);
    }

    @Test
    void says_why_a_watch_rolled_back() {
        v1LiveV2Staged();
        var rolledBack = new Last(SwitchAction.ROLLBACK, 4, Colour.BLUE, V1, "tester", Instant.EPOCH);
        write(v2Staged().abandon(4).finish(rolledBack));
        new JournalStore(aws.objects(), new CompareAndSwap(aws.objects(), new FakeTicker())).create(watchsRollback());

        assertThat(StatusText.lines(status())).contains("why     watch: in alarm: connections-5xx");
    }

    private static Journal watchsRollback() {
        return new Journal(
                1,
                "n",
                4,
                SwitchAction.ROLLBACK,
                Optional.of(Colour.GREEN),
                Optional.of("v2"),
                Optional.of(V2),
                Colour.BLUE,
                V1,
                "stage-v1",
                "tester",
                Optional.of("watch: in alarm: connections-5xx"),
                Optional.empty(),
                List.of());
    }

    /** Every field that holds a value: {@code blue} and {@code green} are alike, and a list is its items. */
    private static void paths(String at, JsonNode node, Set<String> found) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> paths(
                            (at.isEmpty() ? "" : at + ".") + field.getKey().replaceAll("^(blue|green)$", "<colour>"),
                            field.getValue(),
                            found));
        } else if (node.isArray()) {
            assertThat(node).as("%s must not be empty here", at).isNotEmpty();
            node.forEach(item -> paths(at + "[]", item, found));
        } else if (!node.isNull() || at.equals("rollback_command")) {
            found.add(at);
        }
    }

    @Test
    void nothing_is_wrong_before_the_first_release() {
        write(ReleaseRecord.empty());

        var status = status();

        assertThat(status.problems()).isEmpty();
        assertThat(status.next())
                .isEqualTo("make release TAG=…, which is: make image TAG=…, release stage --tag TAG --digest sha256:…,"
                        + " make plan guard apply COLOUR=blue, release await, release smoke, release keep-cli, release"
                        + " cutover --digest sha256:…, release watch --bake 10m");
        assertThat(StatusText.lines(status)).contains("live    nowhere (the live rule answers 503)");
    }

    @Test
    void names_the_rollback() {
        write(v2Staged().finish(new Last(SwitchAction.CUTOVER, 4, Colour.GREEN, V2, "tester", Instant.EPOCH)));
        aws.traffic = new Traffic.To(Colour.GREEN);
        aws.up(Colour.GREEN, V2, 2);

        var status = status();

        assertThat(status.next())
                .isEqualTo("make release TAG=…, which is: make image TAG=…, release stage --tag TAG --digest sha256:…,"
                        + " make plan guard apply COLOUR=blue, release await, release smoke, release keep-cli, release"
                        + " cutover --digest sha256:…, release watch --bake 10m; or release rollback");
        assertThat(StatusText.lines(status))
                .contains(
                        "back to sha256:111111111111 on blue (release rollback)",
                        "last    cutover to green by tester at 1970-01-01T00:00:00Z, epoch 4");
    }

    @Test
    @Tag("P3")
    void reports_a_re_created_rule_and_what_heals_it() {
        v1LiveV2Staged();
        aws.traffic = new Traffic.Closed();

        var status = status();

        assertThat(status.problems())
                .containsExactly(
                        "drift: traffic goes to nowhere (the live rule answers 503), but the record says blue is"
                                + " live");
        assertThat(status.next())
                .isEqualTo("release cutover --digest " + V1 + " (puts traffic back to blue, as the record says)");
    }

    /** As after {@code rollback --force}: nobody wants to be told the way to the bad version first. */
    @Test
    void says_how_to_keep_traffic_where_it_went_back_to_without_the_record() {
        v1LiveV2Staged();
        write(v2Staged().finish(new Last(SwitchAction.CUTOVER, 4, Colour.GREEN, V2, "tester", Instant.EPOCH)));

        assertThat(status().next())
                .isEqualTo("release rollback (writes down that traffic went back to blue), or release cutover --digest "
                        + V2 + " (puts traffic back to green, as the record says)");
    }

    @Test
    void reports_an_unfinished_switch() {
        v1LiveV2Staged();
        write(v2Staged()
                .begin(4, new Pending(SwitchAction.CUTOVER, Optional.of(Colour.BLUE), Colour.GREEN, V2, "stage-v2")));

        var status = status();

        assertThat(status.problems()).containsExactly("a cutover to green was begun and is not finished");
        assertThat(status.next())
                .isEqualTo("release cutover --digest " + V2 + " (finishes it), or release rollback (undoes it)");
    }

    @Test
    void draws_the_weights_of_a_canary_and_says_how_to_go_on_and_how_to_take_it_back() {
        v1LiveV2Staged();
        aws.traffic = new Traffic.Split(Colour.GREEN, 10);
        write(v2Staged()
                .begin(
                        4,
                        new Pending(
                                SwitchAction.CUTOVER,
                                Optional.of(Colour.BLUE),
                                Colour.GREEN,
                                V2,
                                "stage-v2",
                                Optional.of(10))));

        var status = status();

        assertThat(StatusText.lines(status))
                .contains(
                        "live    90 % to blue, 10 % to green",
                        "blue    [##################--]  90 %", "green   [##------------------]  10 %");
        assertThat(status.problems())
                .containsExactly("a cutover to green was begun and is not finished: a canary of 10 %; if nobody looks"
                        + " after it (see the lease), go on or take it back");
        assertThat(status.next())
                .isEqualTo("release cutover --digest " + V2
                        + " --step 5m (goes on with the canary), or release rollback" + " (undoes it)");
        assertThat(status.weights()).contains(new Status.Weights(90, 10));
        assertThat(status.live()).isEmpty();
    }

    /** A part that no record knows of: an order that came late, or somebody's hand. */
    @Test
    void a_split_without_a_canary_on_record_is_drift() {
        v1LiveV2Staged();
        aws.traffic = new Traffic.Split(Colour.GREEN, 10);

        var status = status();

        assertThat(status.problems())
                .containsExactly(
                        "drift: traffic goes to 90 % to blue, 10 % to green, but the record says blue is" + " live");
        assertThat(status.next())
                .isEqualTo("release cutover --digest " + V1 + " (puts traffic back to blue, as the record says)");
    }

    @Test
    void reports_what_ails_the_live_colour() {
        v1LiveV2Staged();
        aws.up(Colour.BLUE, V2, 2);
        aws.targets.put(Colour.BLUE, List.of(new TargetHealth("10.0.0.0:8080", "unhealthy", "")));
        aws.alarms.add(new AlarmState("connections-5xx", "ALARM", ""));

        assertThat(status().problems())
                .containsExactly(
                        "0 of 2 targets of the live colour blue are healthy",
                        "task blue-sha256:2222222222220 of the live colour blue runs " + V2
                                + ", not v1 (sha256:111111111111)",
                        "task blue-sha256:2222222222221 of the live colour blue runs " + V2
                                + ", not v1 (sha256:111111111111)",
                        "the alarm connections-5xx is in alarm");
    }

    @Test
    void still_says_where_traffic_goes_when_the_bucket_is_out_of_reach() {
        v1LiveV2Staged();
        aws.bucketAnswers = false;

        var status = status();

        assertThat(status.live()).contains(Colour.BLUE);
        assertThat(status.record()).isEmpty();
        assertThat(status.problems()).contains("s3 is out of reach");
        assertThat(status.next())
                .isEqualTo(
                        "the record can't be read; to move traffic without it: release rollback --force --to COLOUR");
        assertThat(status.rollbackCommand()).contains("aws elbv2 modify-rule … green");
    }

    private void v1LiveV2Staged() {
        write(Samples.record(
                Optional.of(Colour.BLUE),
                Optional.empty(),
                Optional.of(staged("v1", V1)),
                Optional.of(staged("v2", V2))));
        aws.up(Colour.BLUE, V1, 2);
        aws.up(Colour.GREEN, V2, 2);
        aws.traffic = new Traffic.To(Colour.BLUE);
    }

    private void write(ReleaseRecord record) {
        aws.bucket.put(RecordStore.KEY, Json.write(record));
    }

    private Status status() {
        var store = aws.objects();
        var ticker = new FakeTicker();
        var writes = new CompareAndSwap(store, ticker);
        return new StatusReader(
                        aws,
                        foundation(),
                        new RecordStore(store, writes, Nonces.random()),
                        new Leases(store, writes, ticker, Nonces.random(), LeaseSettings.DEFAULT),
                        new JournalStore(store, writes))
                .read();
    }

    private static Foundation foundation() {
        try (var in = StatusTest.class.getResourceAsStream("/foundation.json")) {
            return Foundation.parse(
                    "/connections/foundation",
                    new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
