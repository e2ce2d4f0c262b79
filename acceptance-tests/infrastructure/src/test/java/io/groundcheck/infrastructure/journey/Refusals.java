package io.groundcheck.infrastructure.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.infrastructure.Repository;
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

/** Everything that must keep the gate closed, tried on a candidate that is up and healthy. */
final class Refusals {

    private final Road road;
    private final Map<String, String> digests = new TreeMap<>();

    Refusals(Road road) {
        this.road = road;
    }

    /** The digests of the images built so far, by tag. */
    Map<String, String> digests() {
        return digests;
    }

    void withoutEvidence(String digest) throws IOException, InterruptedException {
        refused(digest, "no-evidence");
    }

    /** No service answers within a nanosecond: the latency scenario fails, the others pass. */
    void failingScenario(String digest) throws IOException, InterruptedException {
        road.release(Map.of("SMOKE_LATENCY_BUDGET", "1ns"), "smoke").ended(1);
        refused(digest, "evidence-failed");
    }

    void emptySelection(String digest) throws IOException, InterruptedException {
        road.release("smoke", "--tags", "@nothing-has-this-tag").ended(1);
        refused(digest, "evidence-empty");
    }

    void partialSelection(String digest) throws IOException, InterruptedException {
        road.release("smoke", "--tags", "@health");
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
        road.release(Map.of("RELEASE_JAR", poorer.toString()), "smoke").ended(1);
        refused(digest, "evidence-incomplete");
    }

    /** The specs pass, then the same digest is staged once more: what was seen belongs to the stage before. */
    void evidenceForAnotherStage(String tag, String digest) throws IOException, InterruptedException {
        road.make("smoke").succeeded();
        road.release("stage", "--tag", tag, "--digest", digest, "--force").succeeded();
        refused(digest, "evidence-other-stage");
    }

    /** A newer image is staged but was never applied: what answers on the candidate route is the older one. */
    void staleImage(String tag, String digest) throws IOException, InterruptedException {
        refused(digest, "digest-mismatch");
        road.make("stage", "TAG=" + tag, "DIGEST=" + digest).succeeded();
        Step smoke = road.release("smoke").ended(1);
        assertThat(smoke.text()).contains("the candidate is not the staged image");
        refused(digest, "evidence-failed");
    }

    private void refused(String digest, String gate) throws IOException, InterruptedException {
        Step cutover = road.release("cutover", "--digest", digest).ended(1);
        assertThat(cutover.lastLine()).isEqualTo("gate: " + gate);
    }
}
