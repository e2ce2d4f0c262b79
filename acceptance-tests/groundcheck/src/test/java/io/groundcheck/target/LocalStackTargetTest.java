package io.groundcheck.target;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackTargetTest {

    @Test
    void should_fail_if_no_container_engine_answers(@TempDir Path empty) {
        var env = Map.of("TARGET", "localstack", "DOCKER_HOST", "unix://" + empty.resolve("docker.sock"));

        assertThatThrownBy(() -> Targets.fromEnvironment(env))
                .isInstanceOf(EmulatorMissingException.class)
                .hasMessage("TARGET=localstack needs a container engine, and none answers at unix://" + empty
                        + "/docker.sock. `make doctor` says more.");
    }

    @Test
    void should_fail_if_testcontainers_is_not_on_the_class_path() throws IOException, ReflectiveOperationException {
        URL[] others = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("testcontainers"))
                .map(LocalStackTargetTest::url)
                .toArray(URL[]::new);
        try (var loader = new URLClassLoader(others, ClassLoader.getPlatformClassLoader())) {
            var find = loader.loadClass(Targets.class.getName()).getMethod("fromEnvironment", Map.class);

            assertThatThrownBy(
                            () -> find.invoke(null, Map.of("TARGET", "localstack", "DOCKER_HOST", "tcp://nowhere:1")))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasMessageMatching(
                            "TARGET=localstack needs Testcontainers, and org/testcontainers/\\S+ is missing\\."
                                    + " Add org\\.testcontainers:testcontainers-localstack to the test's dependencies\\.");
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }
}
