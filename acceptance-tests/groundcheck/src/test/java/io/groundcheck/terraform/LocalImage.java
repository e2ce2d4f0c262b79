package io.groundcheck.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.groundcheck.files.PrivateFiles;
import io.groundcheck.process.Executables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** An image made of this machine's terraform and nothing else, where no registry need answer; removed at its end. */
public final class LocalImage implements AutoCloseable {

    private final Path engine;
    private final String name;

    private LocalImage(Path engine, String name) {
        this.engine = engine;
        this.name = name;
    }

    /** The engine's command, if one answers; with {@code GROUNDCHECK_REQUIRE=all} one must. */
    public static Path engineOrNotRun() throws Exception {
        Path engine = Executables.onPath("docker", System.getenv()).orElse(null);
        if (engine != null && succeeds(List.of(engine.toString(), "info"))) {
            return engine;
        }
        String why = "no docker answers: see `make doctor`";
        if (System.getenv().getOrDefault("GROUNDCHECK_REQUIRE", "").equals("all")) {
            throw new AssertionError(why + " (GROUNDCHECK_REQUIRE=all: a test that can't run is a failed one)");
        }
        return abort(why);
    }

    /** Makes one. */
    public static LocalImage withTheTerraformOfThisMachine(Path folder) throws Exception {
        Path engine = engineOrNotRun();
        Path terraform = Executables.onPath("terraform", System.getenv()).orElseThrow();
        Path tar = folder.resolve("image.tar");
        assertThat(succeeds(List.of(
                        "tar",
                        "-chf",
                        tar.toString(),
                        "-C",
                        PrivateFiles.parent(terraform).toString(),
                        terraform.getFileName().toString())))
                .isTrue();
        String name = "groundcheck-test/terraform:" + UUID.randomUUID();
        var image = new LocalImage(engine, name);
        output(List.of(engine.toString(), "import", "--change", "ENTRYPOINT [\"/terraform\"]", tar.toString(), name));
        Files.delete(tar);
        return image;
    }

    /** What an engine takes. */
    public String name() {
        return name;
    }

    /** The ids of the containers that were made of it and still exist. */
    public List<String> containers() throws Exception {
        return output(List.of(engine.toString(), "ps", "--all", "--quiet", "--filter", "ancestor=" + name))
                .lines()
                .toList();
    }

    @Override
    public void close() throws IOException {
        new ProcessBuilder(engine.toString(), "rmi", "--force", name)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join();
    }

    private static boolean succeeds(List<String> argv) throws Exception {
        return run(argv).exitValue() == 0;
    }

    private static String output(List<String> argv) throws Exception {
        Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(argv + ": " + said).isZero();
        return said;
    }

    private static Process run(List<String> argv) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(argv)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(argv + " ended").isTrue();
        return process;
    }
}
