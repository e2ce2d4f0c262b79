package io.groundcheck.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleSourceTest {

    @TempDir
    Path folder;

    @Test
    void follows_local_modules_through_modules_in_both_syntaxes() throws IOException {
        write(
                "roots/a/main.tf",
                "module \"b\" {\n  source = \"../../modules/b\"\n}\nmodule \"r\" { source = \"x/y/z\" }");
        write("modules/b/main.tf.json", "{\"module\": {\"c\": {\"source\": \"./inner\"}}}");
        write("modules/b/inner/main.tf", "resource \"aws_vpc\" \"this\" {}");
        ModuleSource source = ModuleSource.of(folder.resolve("roots/a"));
        assertThat(source.folders())
                .containsExactly(
                        folder.resolve("roots/a"), folder.resolve("modules/b"), folder.resolve("modules/b/inner"));
        assertThat(source.common()).isEqualTo(folder);
        assertThat(source.usesAws()).isTrue();
    }

    @Test
    void finds_the_aliases_that_need_settings_of_their_own() throws IOException {
        write("root/main.tf", """
                provider "aws" {
                  region = "eu-west-1"
                }
                provider "aws" {
                  alias  = "us"
                  region = "us-east-1"
                }
                """);
        Path root = folder.resolve("root");
        ModuleSource source = ModuleSource.of(root);
        assertThat(source.awsAliases()).containsExactly("us");
        Workspace workspace = Workspace.copy(root, folder.resolve("copy/w"));
        assertThat(Files.readString(workspace.root().resolve("groundcheck_override.tf.json")))
                .isEqualTo("{\"terraform\":{\"backend\":{\"local\":{\"path\":\"" + workspace.state()
                        + "\"}}},\"provider\":{\"aws\":[{\"s3_use_path_style\":true},"
                        + "{\"alias\":\"us\",\"s3_use_path_style\":true}]}}");
        assertThat(root.resolve("groundcheck_override.tf.json"))
                .as("in the original")
                .doesNotExist();
    }

    @Test
    void should_fail_if_the_copy_would_be_inside_the_original() throws IOException {
        write("main.tf", "");
        Path inside = folder.resolve("target/copy");
        assertThatThrownBy(() -> Workspace.copy(folder, inside))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot copy " + folder + ": the copy would be inside it, at " + inside);
        assertThat(inside).doesNotExist();
    }

    @Test
    void should_fail_if_a_module_that_it_calls_is_missing() throws IOException {
        write("main.tf", "module \"b\" { source = \"./b\" }");
        assertThatThrownBy(() -> ModuleSource.of(folder))
                .isInstanceOf(TerraformException.NotRunnable.class)
                .hasMessage(folder.resolve("main.tf") + " calls the module ./b, but there is no folder "
                        + folder.resolve("b"));
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
