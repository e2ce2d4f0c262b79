package io.groundcheck.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.reporting.legacy.xml.LegacyXmlReportGeneratingListener;

/** C3: secrets go through tests that pass and fail, and every byte these leave behind is searched. */
class SecretCanaryIT {

    private static final String CANARY = "canary-8f14e45f";

    @TempDir
    Path folder;

    /** Runs {@link CanaryCases} as a build would: console, JUnit XML, HTML report. */
    static final class Run {
        private Run() {}

        public static void main(String[] arguments) {
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(CanaryCases.class))
                                    .build(),
                            new LegacyXmlReportGeneratingListener(
                                    Path.of("xml"), new PrintWriter(System.out, true, StandardCharsets.UTF_8)));
        }
    }

    @Test
    void c03_t10_a_secret_is_found_in_nothing_that_a_run_leaves_behind() throws Exception {
        Path console = run();

        String xml = Files.readString(folder.resolve("work/xml/TEST-junit-jupiter.xml"));
        assertThat(xml.lines().skip(1).findFirst().orElse("")).contains("tests=\"2\" skipped=\"0\" failures=\"1\"");
        List<Path> left = files();
        assertThat(names(left))
                .as("what was searched")
                .anyMatch(name -> name.endsWith("groundcheck-report/index.html"))
                .anyMatch(name -> name.matches(".*ledger-copy/canary-.*\\.json"))
                .anyMatch(name -> name.matches(".*state/logs/canary-.*\\.log"))
                .anyMatch(name -> name.endsWith("xml/TEST-junit-jupiter.xml"))
                .contains(console.toString());
        for (Path file : left) {
            // the passwords hold a quote, a line end and a backslash: any way of escaping them keeps the canary whole
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .as("the canary in " + folder.relativize(file))
                    .doesNotContain(CANARY);
        }
        assertThat(xml)
                .as("that it was about secrets at all")
                .contains("The password is (sensitive value).")
                .contains("(sensitive value, changed)")
                .contains("This password is refused.");
        try (Stream<Path> stacks = Files.list(folder.resolve("state/stacks"))) {
            assertThat(stacks)
                    .as("workspaces, which may hold it while they live")
                    .isEmpty();
        }
    }

    private Path run() throws IOException, InterruptedException {
        Path console = folder.resolve("console.log");
        Path work = Files.createDirectory(folder.resolve("work"));
        Path module = work.resolve("acceptance-tests/groundcheck/src/test/resources/modules/canary");
        Files.createDirectories(module);
        Files.copy(Path.of("src/test/resources/modules/canary/main.tf"), module.resolve("main.tf"));
        Files.createDirectory(work.resolve(".git")); // the repository's root, for @TerraformModule
        String classpath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classpath,
                        Run.class.getName())
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(console.toFile());
        builder.environment().put("CANARY", CANARY);
        builder.environment()
                .put("GROUNDCHECK_STATE_DIR", folder.resolve("state").toString());
        builder.environment().remove("GROUNDCHECK_TARGET");
        builder.environment().remove("EMULATOR");
        Process run = builder.start();
        assertThat(run.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return console;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return new ArrayList<>(all.filter(Files::isRegularFile).toList());
        }
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(Path::toString).toList();
    }
}
