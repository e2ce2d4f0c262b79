package io.groundcheck.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM with this one's classes and an environment of its own. */
public final class ChildJvm {

    private ChildJvm() {}

    /**
     * Starts one.
     *
     * @param log gets all that it says
     * @param env replaces variables of this JVM's environment; an empty value takes one away
     */
    public static Process start(Class<?> main, Path log, Map<String, String> env, List<String> arguments)
            throws Exception {
        var argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        argv.addAll(arguments);
        var builder = new ProcessBuilder(argv).redirectErrorStream(true).redirectOutput(log.toFile());
        env.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        return builder.start();
    }

    /** Waits for the end of one, which must be a good one. */
    public static void endsWell(Process jvm, Path log) throws Exception {
        try {
            assertThat(jvm.waitFor(120, TimeUnit.SECONDS))
                    .as("ended in 120 s; log: " + Files.readString(log))
                    .isTrue();
            assertThat(jvm.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            jvm.destroy();
        }
    }
}
