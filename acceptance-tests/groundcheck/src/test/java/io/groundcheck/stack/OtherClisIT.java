package io.groundcheck.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.emulator.SharedEmulators;
import io.groundcheck.process.Executables;
import io.groundcheck.target.Target;
import io.groundcheck.terraform.LocalImage;
import io.groundcheck.terraform.OpenTofu;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** OpenTofu, and a container, do what the terraform on PATH does. */
class OtherClisIT {

    private static final Path MODULE = Path.of("src/test/resources/modules/parameter");
    private static final SharedEmulators EMULATORS = new SharedEmulators(System.getenv());
    private static final Target FAKECLOUD = EMULATORS.target("fakecloud");

    @TempDir
    Path folder;

    @AfterAll
    static void end() {
        EMULATORS.close();
    }

    @Test
    void opentofu_runs_the_whole_cycle_where_terraform_is_absent() throws Exception {
        Path tofu = OpenTofu.orNotRun();
        byte[] lock = Files.readAllBytes(MODULE.resolve(".terraform.lock.hcl"));

        JsonNode with = life(
                "tofu",
                Map.of("PATH", onlyThere(tofu, "tofu").toString(), "GROUNDCHECK_TERRAFORM", ""),
                List.of("more"));

        assertThat(with.path("cli").asString())
                .isEqualTo(
                        "OpenTofu " + with.path("version").asString() + " (" + folder.resolve("tofu-only/tofu") + ")");
        assertThat(with.path("lock")).hasToString("[\"provider \\\"registry.opentofu.org/hashicorp/aws\\\" {\"]");
        assertThat(MODULE.resolve(".terraform.lock.hcl")).hasBinaryContent(lock);
        assertThat(Files.readString(Path.of(with.path("log").asString())))
                .contains("groundcheck: with OpenTofu ")
                .contains("apply: tofu apply ");
        assertThat(with.path("second init installs").asBoolean())
                .as("a copy is initialised with a borrowed provider, which it finds under OpenTofu's address")
                .isFalse();
        assertThat(with.path("providers").has("registry.opentofu.org/hashicorp/aws"))
                .isTrue();
        assertThat(with.path("gates").path(">= 1.5").asString())
                .startsWith("terraform: expected >= 1.5, < 2, but ")
                .endsWith(", whose versions count apart. Say which of those will do, or set GROUNDCHECK_TERRAFORM.");
        assertThat(with.path("gates").path(">= 1.5, OpenTofu >= 1.10").asString())
                .isEmpty();
        assertThat(with.path("gates").path(">= 1.5, OpenTofu >= 99").asString())
                .startsWith("tofu: expected >= 99, but ");
        assertThat(with.path("gates").path("provider").asString()).isEmpty();
        assertCycle(with);
    }

    @Test
    void a_container_runs_the_whole_cycle_where_neither_is_present() throws Exception {
        Path docker = LocalImage.engineOrNotRun();
        try (var image = LocalImage.withTheTerraformOfThisMachine(folder)) {
            JsonNode with = life(
                    "container",
                    Map.of(
                            "PATH",
                            onlyThere(docker, "docker").toString(),
                            "GROUNDCHECK_TERRAFORM",
                            "container:" + image.name()),
                    List.of());

            assertThat(with.path("cli").asString())
                    .startsWith("Terraform ")
                    .endsWith(" (container:" + image.name() + ")");
            assertThat(image.containers()).as("containers left").isEmpty();
            assertCycle(with);
        }
    }

    @Test
    void terraform_itself_is_what_they_are_compared_with() throws Exception {
        JsonNode with = life("terraform", Map.of("GROUNDCHECK_TERRAFORM", "terraform"), List.of());

        assertThat(with.path("cli").asString()).startsWith("Terraform ").doesNotContain("container:");
        assertCycle(with);
    }

    /** What every one of them must have seen. */
    private static void assertCycle(JsonNode seen) {
        assertThat(seen.path("plan")).hasToString("{\"aws_ssm_parameter.this\":\"CREATE\"}");
        assertThat(seen.path("second plan")).as("idempotent").hasToString("{}");
        assertThat(seen.path("output").asString()).isEqualTo("/gc-clis/greeting");
        assertThat(seen.path("resources")).hasToString("[\"aws_ssm_parameter.this\"]");
        assertThat(seen.path("workspace is gone").asBoolean()).as("destroyed").isTrue();
    }

    private JsonNode life(String name, Map<String, String> choice, List<String> more) throws Exception {
        Path log = folder.resolve(name + ".log");
        Path seen = folder.resolve(name + ".json");
        var env = new HashMap<>(choice);
        env.putAll(FAKECLOUD.environment());
        env.put("TARGET", "endpoint");
        env.put("GROUNDCHECK_STATE_DIR", folder.resolve("state").toString());
        var arguments = new ArrayList<>(List.of(MODULE.toString(), seen.toString()));
        arguments.addAll(more);
        ChildJvm.endsWell(ChildJvm.start(CliLife.class, log, env, arguments), log);
        return JsonMapper.shared().readTree(Files.readString(seen));
    }

    /** A PATH on which nothing else is. */
    private Path onlyThere(Path program, String name) throws Exception {
        Path only = Files.createDirectories(folder.resolve(name + "-only"));
        Files.createSymbolicLink(only.resolve(name), program);
        assertThat(Executables.onPath("terraform", Map.of("PATH", only.toString())))
                .isEmpty();
        return only;
    }
}
