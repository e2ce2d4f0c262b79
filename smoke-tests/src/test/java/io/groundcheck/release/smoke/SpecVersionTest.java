package io.groundcheck.release.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpecVersionTest {

    @Test
    void itIsAShortHashThatStaysTheSame() {
        assertThat(SpecVersion.current()).matches("[0-9a-f]{16}").isEqualTo(SpecVersion.current());
    }

    @Test
    void anotherContentNameOrSplitIsAnotherVersion() {
        var version = of("a", "one", "b", "two");
        assertThat(version).isNotEqualTo(of("a", "one", "b", "TWO"));
        assertThat(version).isNotEqualTo(of("a", "one", "c", "two"));
        assertThat(version).isNotEqualTo(of("a", "onetw", "b", "o"));
        assertThat(version).isEqualTo(of("b", "two", "a", "one"));
    }

    private static String of(String path1, String content1, String path2, String content2) {
        return SpecVersion.of(Map.of(
                path1, content1.getBytes(StandardCharsets.UTF_8), path2, content2.getBytes(StandardCharsets.UTF_8)));
    }
}
