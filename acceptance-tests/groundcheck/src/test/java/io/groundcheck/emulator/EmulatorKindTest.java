package io.groundcheck.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.target.EmulatorMissingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmulatorKindTest {

    @TempDir
    Path cache;

    @Test
    void takes_the_newest_build_of_the_newest_fakecloud_in_the_cache() throws IOException {
        program("0.50.0");
        program("0.51.0");
        Path newest = program("0.51.0-2");
        Files.createDirectories(cache.resolve("fakecloud/0.52.0/bin")); // its build was broken off

        assertThat(EmulatorKind.FAKECLOUD.program(env())).isEqualTo(List.of(newest.toString()));
    }

    @Test
    void says_where_it_looked_and_how_to_get_one() {
        assertThatThrownBy(() -> EmulatorKind.FAKECLOUD.program(env()))
                .isInstanceOf(EmulatorMissingException.class)
                .hasMessageContaining(cache.resolve("fakecloud").toString())
                .hasMessageContaining("make setup");
    }

    private Map<String, String> env() {
        return Map.of("PATH", cache.resolve("no-programs").toString(), "GROUNDCHECK_CACHE_DIR", cache.toString());
    }

    private Path program(String version) throws IOException {
        Path program = cache.resolve("fakecloud").resolve(version).resolve("bin/fakecloud");
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!/bin/sh\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }
}
