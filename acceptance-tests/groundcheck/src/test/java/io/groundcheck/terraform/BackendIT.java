package io.groundcheck.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.terraform.InitCommand.Before;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendIT {

    @TempDir
    Path folder;

    @Test
    void a_backend_is_configured_and_its_state_moves_to_another_or_stays_behind() throws IOException {
        Files.writeString(folder.resolve("main.tf"), """
                terraform {
                  backend "local" {}
                }

                resource "terraform_data" "this" {}
                """);
        Terraform terraform = Terraform.in(folder, Map.of(), Timeouts.DEFAULT, Progress.NONE);
        terraform.init(at("first"));
        terraform.apply(ApplyCommand.with(List.of()));
        assertThat(folder.resolve("first")).content().contains("terraform_data");

        assertThatThrownBy(() -> terraform.init(at("second")))
                .isInstanceOf(TerraformException.class)
                .hasMessageContaining("Backend configuration changed");
        terraform.init(at("second").after(Before.MIGRATE));
        assertThat(folder.resolve("second")).content().contains("terraform_data");
        assertThat(terraform.stateList()).containsExactly("terraform_data.this");

        terraform.init(at("third").after(Before.RECONFIGURE));
        assertThat(terraform.stateList()).isEmpty();
        assertThat(folder.resolve("second")).content().contains("terraform_data");
    }

    private static InitCommand at(String file) {
        return InitCommand.init().withBackendConfig(Map.of("path", file));
    }
}
