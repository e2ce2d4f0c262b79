package io.groundcheck.release.smoke;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Runs the specs as the release CLI does, in a process whose class path holds nothing but the shaded jar and this. */
public final class SpecsMain {

    private SpecsMain() {}

    /**
     * Exits with 0 if exactly the expected scenarios ran, in order, and all passed; otherwise with 1.
     *
     * @param args the URL, the expected digest, the candidate token, the report directory
     */
    public static void main(String[] args) {
        var report = new SmokeRunner(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .run(new SmokeRequest(
                        URI.create(args[0]),
                        Map.of("X-Candidate-Colour", "blue", "X-Candidate-Token", args[2]),
                        Optional.empty(),
                        Optional.of(args[1]),
                        Optional.empty(),
                        Path.of(args[3]),
                        false));
        System.out.println("spec version " + report.specVersion());
        var allPassed = report.scenarios().stream().allMatch(result -> result.status() == Status.PASSED);
        var ids = report.scenarios().stream().map(ScenarioResult::id).toList();
        System.exit(allPassed && ids.equals(report.expected()) ? 0 : 1);
    }
}
