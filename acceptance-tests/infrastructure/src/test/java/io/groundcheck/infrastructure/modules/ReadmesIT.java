package io.groundcheck.infrastructure.modules;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.infrastructure.Repository;
import io.groundcheck.process.ChildEnvironment;
import io.groundcheck.process.Command;
import io.groundcheck.process.OutputListener;
import io.groundcheck.process.ProcessResult;
import io.groundcheck.process.ProcessRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadmesIT {

    /** What these tests apply is examples/basic; this is why that is what a README shows. */
    @Test
    void a_modules_readme_shows_its_example_its_inputs_and_its_outputs() throws IOException, InterruptedException {
        ProcessResult check = new ProcessRunner()
                .run(
                        new Command(
                                List.of("bin/module-docs", "--check"),
                                Repository.root(),
                                ChildEnvironment.of(System.getenv(), Map.of()),
                                Duration.ofSeconds(60)),
                        new OutputListener() {});

        assertThat(check.exitCode()).as(String.join("\n", check.stderrTail())).isZero();
    }
}
