package io.groundcheck.release.process;

import static io.groundcheck.release.fake.Samples.V1;
import static io.groundcheck.release.fake.Samples.V2;
import static io.groundcheck.release.fake.Samples.v2Staged;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.emulator.SharedEmulators;
import io.groundcheck.release.aws.sdk.EmulatedAccount;
import io.groundcheck.release.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A release's own CLI comes back from the bucket, checked, and runs: with a JRE, and without a compiler. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeptCliIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path JAR = ROOT.resolve("smoke-tests/target/release.jar");
    private static final String NAME = "kept";

    @TempDir
    private Path folder = Path.of("");

    private @Nullable EmulatedAccount account;
    private @Nullable S3Client s3;

    @BeforeAll
    void build() throws IOException {
        assertThat(JAR).as("build it: make cli").exists();
        var emulators = new SharedEmulators(System.getenv());
        account = new EmulatedAccount(
                emulators,
                NAME,
                Map.of(io.groundcheck.release.record.Colour.BLUE, V1, io.groundcheck.release.record.Colour.GREEN, V2),
                Map.of(),
                false);
        account.publish();
        s3 = account.target.client(S3Client.builder());
    }

    @AfterAll
    void end() {
        s3().close();
        account().close();
    }

    @BeforeEach
    void v1IsLiveAndNothingIsKept() throws IOException {
        // For the emulator, unlike S3, a delete marker is an object that If-None-Match finds.
        for (var each : s3().listObjectVersions(list -> list.bucket(bucket())).versions()) {
            s3().deleteObject(delete -> delete.bucket(bucket()).key(each.key()).versionId(each.versionId()));
        }
        s3().putObject(put -> put.bucket(bucket()).key("release.json"), RequestBody.fromBytes(Json.write(v2Staged())));
        StateFile.write(folder.resolve("state"), java.net.URI.create(endpoint()), account().target);
    }

    @Test
    void is_kept_once_and_fetched_for_the_live_release() throws Exception {
        assertThat(keep().text()).startsWith("kept the CLI of stage stage-v1 (v1 (sha256:111111111111)): s3://");
        assertThat(keep().text()).startsWith("the CLI of stage stage-v1 is kept already: s3://");
        assertThat(keys()).filteredOn(key -> key.startsWith("cli/")).hasSize(2).contains("cli/stage-v1.json");

        var fetched = fetch();

        assertThat(fetched.exitCode()).as(fetched.text()).isZero();
        assertThat(Path.of(fetched.lastLine())).hasSameBinaryContentAs(JAR);
        assertThat(fetched.text()).contains("the CLI of the live release (v1, stage stage-v1, blue): ");
    }

    /** bin/release where nothing was built: a copy of bin/ without smoke-tests/target beside it. */
    @Test
    void runs_where_no_jar_was_built() throws Exception {
        keep();
        var checkout = folder.resolve("checkout");
        copy(ROOT.resolve("bin"), checkout.resolve("bin"));

        var status = Command.run(checkout, environment(), List.of("bin/release", "status"));

        assertThat(status.exitCode()).as(status.text()).isZero();
        assertThat(status.text()).contains("live    nowhere");
        assertThat(Command.run(checkout, environment(), List.of("bin/release", "rollback"))
                        .lastLine())
                .isEqualTo("gate: no-previous");
    }

    @Test
    void a_jar_that_is_not_what_was_kept_is_not_used() throws Exception {
        keep();
        var jar =
                keys().stream().filter(key -> key.endsWith(".jar")).findFirst().orElseThrow();
        s3().putObject(put -> put.bucket(bucket()).key(jar), RequestBody.fromString("something else"));

        var fetched = fetch();

        assertThat(fetched.exitCode()).as(fetched.text()).isEqualTo(3);
        assertThat(fetched.text()).contains(jar + " is not what was kept: its SHA-256 is ");
        var again = keep();
        assertThat(again.exitCode()).isEqualTo(3);
        assertThat(again.text()).contains(" doesn't hold the jar of that name, but ");
    }

    @Test
    void says_what_to_do_when_nothing_is_kept() throws Exception {
        var fetched = fetch();

        assertThat(fetched.exitCode()).isEqualTo(3);
        assertThat(fetched.text())
                .contains("s3://" + bucket() + "/cli/stage-v1.json can't be fetched: ")
                .contains("A jar can be built instead: make cli");
    }

    private Command keep() throws IOException, InterruptedException {
        return Command.run(ROOT, environment(), Command.release(JAR, "keep-cli", "--colour", "blue"));
    }

    private Command fetch() throws IOException, InterruptedException {
        return Command.run(ROOT, environment(), List.of("bin/fetch-cli"));
    }

    private Map<String, String> environment() {
        var env = new HashMap<String, String>();
        env.put("TARGET", "fakecloud");
        env.put("EMULATOR", StateFile.INSTANCE);
        env.put("NAME", NAME);
        env.put("GROUNDCHECK_STATE_DIR", folder.resolve("state").toString());
        env.put("GROUNDCHECK_CACHE_DIR", folder.resolve("cache").toString());
        return env;
    }

    private List<String> keys() {
        return s3().listObjectsV2(list -> list.bucket(bucket())).contents().stream()
                .map(object -> object.key())
                .toList();
    }

    private String bucket() {
        return account().foundation.bucket();
    }

    private String endpoint() {
        return Objects.requireNonNull(account().target.environment().get("AWS_ENDPOINT_URL"));
    }

    private EmulatedAccount account() {
        return Objects.requireNonNull(account);
    }

    private S3Client s3() {
        return Objects.requireNonNull(s3);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            all.forEach(each -> {
                try {
                    var there = to.resolve(from.relativize(each).toString());
                    Files.createDirectories(there.getParent());
                    Files.copy(each, there);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
