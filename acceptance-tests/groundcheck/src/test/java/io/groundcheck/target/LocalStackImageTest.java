package io.groundcheck.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalStackImageTest {

    @Test
    void a_token_unlocks_the_full_image_which_is_pulled_when_it_starts() {
        var image = LocalStackImage.choose(Map.of("LOCALSTACK_AUTH_TOKEN", "ls-secret"), name -> false);

        assertThat(image.name()).isEqualTo("localstack/localstack:2026.03.0");
        assertThat(image.isFull()).isTrue();
        assertThat(image).hasToString("localstack/localstack:2026.03.0");
    }

    @Test
    void without_a_token_the_community_image_that_is_here_is_taken_and_localstacks_own_goes_first() {
        var both = Set.of("groundcheck/localstack:4.14.0", "localstack/localstack:4.14.0");

        assertThat(LocalStackImage.choose(Map.of(), both::contains))
                .isEqualTo(new LocalStackImage("localstack/localstack:4.14.0", ""));
        assertThat(LocalStackImage.choose(
                        Map.of("LOCALSTACK_AUTH_TOKEN", " "), "groundcheck/localstack:4.14.0"::equals))
                .isEqualTo(new LocalStackImage("groundcheck/localstack:4.14.0", ""));
    }

    @Test
    void should_fail_if_there_is_neither_token_nor_image() {
        assertThatThrownBy(() -> LocalStackImage.choose(Map.of(), name -> false))
                .isInstanceOf(EmulatorMissingException.class)
                .hasMessage("TARGET=localstack, but there is no image of it: neither localstack/localstack:4.14.0 nor"
                        + " groundcheck/localstack:4.14.0. Run bin/localstack-image, which pulls or builds it once, or"
                        + " set LOCALSTACK_AUTH_TOKEN for the full one.");
    }

    @Test
    void the_versions_are_those_that_the_script_builds_and_names() throws IOException {
        assertThat(Files.readAllLines(Repository.root().resolve(Path.of("bin", "lib", "versions.sh"))))
                .contains(
                        "LOCALSTACK_VERSION=" + LocalStackImage.COMMUNITY_VERSION,
                        "LOCALSTACK_FULL_VERSION=" + LocalStackImage.FULL_VERSION);
    }
}
