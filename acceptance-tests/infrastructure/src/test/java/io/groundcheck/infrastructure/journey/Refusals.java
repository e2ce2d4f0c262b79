package io.groundcheck.infrastructure.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.infrastructure.Repository;
import io.groundcheck.target.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Everything that must keep the gate closed, tried on a candidate that is up and healthy. */
final class Refusals {

    private final Road road;
    private final String live;
    private final Map<String, String> digests = new TreeMap<>();

    /**
     * Refusals on a road.
     *
     * @param live the version that answers before, and after each of them
     */
    Refusals(Road road, String live) {
        this.road = road;
        this.live = live;
    }

    /** The digests of the images built so far, by tag. */
    Map<String, String> digests() {
        return digests;
    }

    /** Nothing is staged for a tag that nobody pushed: what would run is unknown. */
    void unknownTag(String digest) throws IOException, InterruptedException {
        Step stage =
                road.release("stage", "--tag", "v9.9.9", "--digest", digest).ended(1);
        assertThat(stage.text()).contains("v9.9.9");
        assertThat(stage.lastLine()).isEqualTo("gate: unknown-image");
    }

    void withoutEvidence(String digest) throws IOException, InterruptedException {
        refused(digest, "no-evidence");
    }

    /** No service behind an emulated load balancer answers within a millisecond: the latency scenario fails, the others pass. */
    void failingScenario(String digest) throws IOException, InterruptedException {
        road.release(Map.of("SMOKE_LATENCY_BUDGET", "1ms"), "smoke").ended(1);
        refused(digest, "evidence-failed");
    }

    void emptySelection(String digest) throws IOException, InterruptedException {
        road.release("smoke", "--tags", "@nothing-has-this-tag").ended(1);
        refused(digest, "evidence-empty");
    }

    void partialSelection(String digest) throws IOException, InterruptedException {
        road.release("smoke", "--tags", "@health").ended(1);
        refused(digest, "evidence-partial");
    }

    /** The specs of a jar from which somebody removed a feature all pass, but they are not all that is expected. */
    void deletedFeature(String digest) throws IOException, InterruptedException {
        Path whole = Repository.root().resolve("smoke-tests/target/release.jar");
        Path poorer = Files.copy(whole, road.out().resolve("poorer.jar"), StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + poorer.toUri()), Map.of());
                Stream<Path> features = Files.list(jar.getPath("features"))) {
            List<Path> health = features.filter(
                            feature -> feature.getFileName().toString().startsWith("health"))
                    .toList();
            assertThat(health).as("features to delete").isNotEmpty();
            for (Path feature : health) {
                Files.delete(feature);
            }
        }
        Map<String, String> withIt = Map.of("RELEASE_JAR", poorer.toString());
        road.release(withIt, "smoke").ended(1);
        refused(digest, "evidence-other-spec");
        refused(withIt, digest, "evidence-incomplete");
    }

    /**
     * The specs pass, then the same digest is staged once more: what was seen belongs to the stage before, and copying it
     * to where the new stage's evidence would be doesn't make it the new stage's.
     */
    void evidenceForAnotherStage(String tag, String digest) throws IOException, InterruptedException {
        road.make("smoke").succeeded();
        String earlier = road.handedOn("stage.env", "stage_id");
        road.make("stage", "TAG=" + tag, "DIGEST=" + digest, "ARGS=--again").succeeded();
        refused(digest, "no-evidence");

        copyEvidence(earlier, road.handedOn("stage.env", "stage_id"));
        refused(digest, "evidence-other-stage");
    }

    private void copyEvidence(String from, String to) {
        Target target = road.target();
        String bucket = "connections-release-" + target.account() + "-" + target.region();
        try (S3Client s3 = target.client(S3Client.builder())) {
            for (S3Object each : s3.listObjectsV2(
                            request -> request.bucket(bucket).prefix("evidence/" + from + "/"))
                    .contents()) {
                s3.copyObject(request -> request.sourceBucket(bucket)
                        .sourceKey(each.key())
                        .destinationBucket(bucket)
                        .destinationKey(each.key().replace(from, to)));
            }
        }
    }

    /** A newer image is staged but was never applied: what answers on the candidate route is the older one. */
    void staleImage(String tag, String digest) throws IOException, InterruptedException {
        refused(digest, "digest-mismatch");
        road.make("stage", "TAG=" + tag, "DIGEST=" + digest).succeeded();
        Step smoke = road.release("smoke").ended(1);
        assertThat(smoke.text()).contains("the candidate is not the staged image");
        refused(digest, "evidence-other-digest");
    }

    private void refused(String digest, String gate) throws IOException, InterruptedException {
        refused(Map.of(), digest, gate);
    }

    private void refused(Map<String, String> more, String digest, String gate)
            throws IOException, InterruptedException {
        Step cutover = road.release(more, "cutover", "--digest", digest).ended(1);
        assertThat(cutover.lastLine()).isEqualTo("gate: " + gate);
        assertThat(LiveTraffic.ask(road.liveUrl("connections"), "/version").body())
                .as("who answers after " + gate)
                .contains(live);
    }
}
