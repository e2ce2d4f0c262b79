package io.groundcheck.release.record;

import static io.groundcheck.release.fake.Samples.V1;
import static io.groundcheck.release.fake.Samples.V2;
import static io.groundcheck.release.fake.Samples.V3;
import static io.groundcheck.release.fake.Samples.staged;
import static io.groundcheck.release.fake.Samples.v2Staged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleaseRecordTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    /** What terraform/modules/release_bucket writes. */
    private static final String FROM_FOUNDATION = """
            {"colours":{"blue":null,"green":null},"epoch":0,"last":null,"live":null,"nonce":null,"pending":null,"previous":null,"schema":1}
            """;

    @Test
    void reads_the_record_that_the_foundation_creates() {
        assertThat(read(FROM_FOUNDATION)).isEqualTo(ReleaseRecord.empty());
    }

    @Test
    void reads_what_it_writes() {
        var full = v2Staged()
                .begin(7, new Pending(SwitchAction.CUTOVER, Optional.of(Colour.BLUE), Colour.GREEN, V2, "stage-v2"))
                .finish(new Last(SwitchAction.CUTOVER, 7, Colour.GREEN, V2, "tester", NOON))
                .begin(8, new Pending(SwitchAction.ROLLBACK, Optional.of(Colour.GREEN), Colour.BLUE, V1, "stage-v1"))
                .withNonce("fresh");

        assertThat(read(Json.text(full))).isEqualTo(full);
    }

    @Test
    void writes_the_fields_of_the_contract() {
        var text = Json.text(v2Staged()
                .begin(7, new Pending(SwitchAction.CUTOVER, Optional.of(Colour.BLUE), Colour.GREEN, V2, "stage-v2")));

        assertThat(text).isEqualToIgnoringWhitespace("""
                        { "schema": 1, "nonce": "n", "epoch": 7, "live": "blue", "previous": null,
                          "pending": { "action": "cutover", "from": "blue", "to": "green",
                            "digest": "%s", "stage_id": "stage-v2" },
                          "colours": {
                            "blue": { "tag": "v1", "digest": "%s", "stage_id": "stage-v1", "attempt": 1, "desired_count": 2,
                              "evidence": { "run": "run-1", "version_id": "version-1" } },
                            "green": { "tag": "v2", "digest": "%s", "stage_id": "stage-v2", "attempt": 1, "desired_count": 2,
                              "evidence": { "run": "run-1", "version_id": "version-1" } } },
                          "last": null }
                        """.formatted(V2, V1, V2));
    }

    @Test
    void should_fail_if_the_schema_is_another() {
        refuses(
                FROM_FOUNDATION.replace("\"schema\":1", "\"schema\":2"),
                "schema is 2, but this release CLI knows schema 1 only; use the CLI of the same release");
    }

    @Test
    void should_fail_if_a_field_is_unknown() {
        refuses(FROM_FOUNDATION.replace("\"epoch\"", "\"weights\":{},\"epoch\""), "at weights: Unrecognized property");
    }

    @Test
    void should_fail_if_a_digest_is_malformed() {
        refuses(
                FROM_FOUNDATION.replace(
                        "\"blue\":null",
                        "\"blue\":{\"tag\":\"v1\",\"digest\":\"latest\",\"stage_id\":\"s\",\"attempt\":1,\"desired_count\":1}"),
                "at colours.blue.digest: expected sha256: and 64 lower-case hex digits but was 'latest'");
    }

    @Test
    void should_fail_if_a_field_is_missing() {
        refuses(
                FROM_FOUNDATION.replace(
                        "\"blue\":null", "\"blue\":{\"digest\":\"" + V1 + "\",\"attempt\":1,\"desired_count\":1}"),
                "at colours.blue: tag is missing");
    }

    @Test
    void should_fail_if_it_is_no_json() {
        refuses("<html>", "Unexpected character");
    }

    @Test
    void staging_over_the_colour_to_roll_back_to_ends_the_rollback() {
        var live = cutOver();

        assertThat(live.previous()).contains(new Previous(Colour.BLUE, V1));
        assertThat(live.stage(Colour.BLUE, staged("v3", V3)).previous()).isEmpty();
    }

    @Test
    void scaling_the_colour_to_roll_back_to_down_to_zero_ends_the_rollback() {
        assertThat(cutOver().scale(Colour.BLUE, 0).previous()).isEmpty();
        assertThat(cutOver().scale(Colour.BLUE, 1).previous()).contains(new Previous(Colour.BLUE, V1));
    }

    @Test
    void a_rollback_leaves_nothing_to_roll_back_to() {
        var back = cutOver().finish(new Last(SwitchAction.ROLLBACK, 8, Colour.BLUE, V1, "tester", NOON));

        assertThat(back.live()).contains(Colour.BLUE);
        assertThat(back.previous()).isEmpty();
    }

    @Test
    void putting_traffic_back_to_the_live_colour_keeps_what_a_rollback_goes_to() {
        var healed = cutOver().finish(new Last(SwitchAction.CUTOVER, 8, Colour.GREEN, V2, "tester", NOON));

        assertThat(healed.previous()).contains(new Previous(Colour.BLUE, V1));
    }

    @Test
    void wants_traffic_where_a_pending_switch_goes() {
        var record = v2Staged();

        assertThat(record.desired()).contains(Colour.BLUE);
        assertThat(record.begin(
                                4,
                                new Pending(
                                        SwitchAction.CUTOVER, Optional.of(Colour.BLUE), Colour.GREEN, V2, "stage-v2"))
                        .desired())
                .contains(Colour.GREEN);
    }

    private static ReleaseRecord cutOver() {
        return v2Staged().finish(new Last(SwitchAction.CUTOVER, 7, Colour.GREEN, V2, "tester", NOON));
    }

    private static ReleaseRecord read(String text) {
        return Json.read("s3://bucket/release.json", text.getBytes(StandardCharsets.UTF_8), ReleaseRecord.class);
    }

    private static void refuses(String text, String why) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ReleaseException.class)
                .hasMessageStartingWith("s3://bucket/release.json can't be read: " + why)
                .hasMessageEndingWith(". Look at it; its earlier versions are kept by the bucket's versioning.");
    }
}
