package io.groundcheck.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is chosen; the programs are scripts that say who they are. */
class ProgramChoiceTest {

    private static final String HELP =
            " Install Terraform 1.11 or later, or OpenTofu 1.10 or later (`make opentofu` builds"
                    + " one), or set GROUNDCHECK_TERRAFORM to a program's name or path, or to container:IMAGE.";

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void anEmptyPath() throws Exception {
        path = Files.createDirectories(folder.resolve("path"));
    }

    @Test
    void terraform_on_path_comes_first() throws Exception {
        program(path, "tofu", "echo OpenTofu v1.12.6");
        Path terraform = program(path, "terraform", "echo Terraform v1.11.4; echo on linux_amd64");

        assertThat(choose(Map.of())).isEqualTo(new InstalledProgram(Product.TERRAFORM, "1.11.4", terraform));
        assertThat(choose(Map.of()).cli().title()).isEqualTo("Terraform 1.11.4 (" + terraform + ")");
    }

    @Test
    void tofu_on_path_comes_next_then_the_newest_that_was_built() throws Exception {
        program(folder.resolve("cache/opentofu/1.10.0/bin"), "tofu", "echo OpenTofu v1.10.0");
        Path built = program(folder.resolve("cache/opentofu/1.12.6/bin"), "tofu", "echo OpenTofu v1.12.6");
        assertThat(choose(Map.of())).isEqualTo(new InstalledProgram(Product.OPENTOFU, "1.12.6", built));

        Path tofu = program(path, "tofu", "echo OpenTofu v1.11.0");
        assertThat(choose(Map.of())).isEqualTo(new InstalledProgram(Product.OPENTOFU, "1.11.0", tofu));
    }

    @Test
    void a_program_is_what_it_says_and_not_what_it_is_called() throws Exception {
        Path terraform = program(path, "terraform", "echo OpenTofu v1.12.6");

        assertThat(choose(Map.of())).isEqualTo(new InstalledProgram(Product.OPENTOFU, "1.12.6", terraform));
    }

    @Test
    void what_is_named_wins() throws Exception {
        program(path, "terraform", "echo Terraform v1.11.4");
        Path tofu = program(path, "tofu", "echo OpenTofu v1.12.6");
        Path other = program(folder.resolve("elsewhere"), "terraform-1.12", "echo Terraform v1.12.0");

        assertThat(choose(named("tofu"))).isEqualTo(new InstalledProgram(Product.OPENTOFU, "1.12.6", tofu));
        assertThat(choose(named(other.toString()))).isEqualTo(new InstalledProgram(Product.TERRAFORM, "1.12.0", other));
    }

    @Test
    void should_fail_if_what_is_named_is_not_there() {
        assertThatThrownBy(() -> choose(named("terraform-9")))
                .isInstanceOf(TerraformException.NotRunnable.class)
                .hasMessage("GROUNDCHECK_TERRAFORM is terraform-9, but no such program is on PATH." + HELP);
        assertThatThrownBy(() -> choose(named("/nowhere/tofu")))
                .hasMessage("GROUNDCHECK_TERRAFORM is /nowhere/tofu, but there is no program /nowhere/tofu." + HELP);
        assertThatThrownBy(() -> choose(named("container:")))
                .hasMessage("GROUNDCHECK_TERRAFORM is container:, without an image. Say for instance"
                        + " container:docker.io/hashicorp/terraform:1.11.4.");
        assertThatThrownBy(() -> choose(named("container:x")))
                .hasMessage("GROUNDCHECK_TERRAFORM is container:x, but no container engine answers: neither docker nor"
                        + " podman. Start one, or install Terraform or OpenTofu.");
    }

    @Test
    void should_fail_if_what_is_named_is_something_else() throws Exception {
        Path other = program(folder, "packer", "echo Packer v1.2; echo >&2 no such thing; exit 3");

        assertThatThrownBy(() -> choose(named(other.toString())))
                .isInstanceOf(TerraformException.NotRunnable.class)
                .hasMessage("GROUNDCHECK_TERRAFORM is " + other + ", but `" + other
                        + " version` says neither Terraform nor OpenTofu, but:\nPacker v1.2\nno such thing\n"
                        + HELP.strip());
    }

    @Test
    void should_fail_if_there_is_nothing_at_all() {
        assertThatThrownBy(() -> choose(Map.of()))
                .isInstanceOf(TerraformException.NotRunnable.class)
                .hasMessage("neither terraform nor tofu is on PATH, no tofu is in " + folder
                        + "/cache/opentofu, and no container engine answers." + HELP);
    }

    @Test
    void a_container_is_the_last_resort_and_only_where_an_engine_answers() throws Exception {
        Path docker = program(path, "docker", "[ $1 != info ] || exit 0; echo Terraform v1.11.4");
        assertThat(choose(Map.of()))
                .isEqualTo(new ContainerProgram(
                        Product.TERRAFORM,
                        "1.11.4",
                        docker,
                        "docker.io/hashicorp/terraform:1.11.4",
                        Map.of(),
                        List.of(),
                        List.of()));

        program(path, "docker", "echo >&2 cannot connect; exit 1");
        assertThatThrownBy(() -> choose(Map.of())).hasMessageContaining("and no container engine answers.");
    }

    private static Map<String, String> named(String said) {
        return Map.of("GROUNDCHECK_TERRAFORM", said);
    }

    private Program choose(Map<String, String> more) {
        var env = new HashMap<>(Map.of(
                "PATH",
                path.toString(),
                "GROUNDCHECK_CACHE_DIR",
                folder.resolve("cache").toString()));
        env.putAll(more);
        return ProgramChoice.of(env);
    }

    private static Path program(Path folder, String name, String script) throws Exception {
        Path file = Files.createDirectories(folder).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
