package io.groundcheck.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pitfalls that are avoided by what the HCL doesn't say. */
class TerraformPitfallsTest {

    private static final Path TERRAFORM = Path.of("..", "terraform");

    @Test
    @Tag("P5")
    void p05_the_release_root_knows_no_rule() throws IOException {
        for (var folder : List.of("release", "modules/colour")) {
            try (Stream<Path> files = Files.list(TERRAFORM.resolve(folder))) {
                var sources =
                        files.filter(file -> file.toString().endsWith(".tf")).toList();
                assertThat(sources).isNotEmpty();
                for (var source : sources) {
                    assertThat(Files.readString(source))
                            .as("%s: a plan that holds a listener's rule can write old traffic back", source)
                            .doesNotContain("aws_lb_listener", "aws_alb_listener", "modules/load_balancer");
                }
            }
        }
    }

    @Test
    @Tag("P9")
    void p09_the_service_names_its_task_definition_by_arn() throws IOException {
        assertThat(Files.readString(TERRAFORM.resolve("modules/colour/main.tf")))
                .containsPattern("task_definition\\s+= aws_ecs_task_definition\\.this\\.arn\n");
    }
}
