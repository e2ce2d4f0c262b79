package io.groundcheck.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsedTypesTest {

    @TempDir
    Path folder;

    private Path root = Path.of("");

    @BeforeEach
    void aModuleInAFolder() throws IOException {
        root = folder.resolve("module/root");
        write("module/root/main.tf", """
                data "aws_region" "here" {}
                resource "aws_vpc" "this" { tags = { a = data.aws_region.here.name } }
                moved {
                  from = aws_eip.old
                  to   = module.called.aws_eip.this
                }
                """);
    }

    @Test
    void are_the_words_of_configuration_and_state() throws IOException {
        write("module/called/main.tf", "  resource \"aws_eip\" \"this\" {}");
        write("terraform.tfstate", "{\"resources\": [{\"type\": \"aws_sns_topic\"}]}");
        write("module/root/README.md", "nothing of aws_lambda_function");

        UsedTypes used = UsedTypes.in(folder, root).orElseThrow();

        assertThat(used.mentioned()).isEqualTo(Set.of("aws_region", "aws_vpc", "aws_eip", "aws_sns_topic"));
        assertThat(used.declared()).isEqualTo(Set.of("aws_region", "aws_vpc", "aws_eip"));
    }

    @Test
    void may_be_written_as_json() throws IOException {
        write("module/root/more.tf.json", "{\"resource\": {\"aws_sqs_queue\": {\"q\": {}}}}");

        assertThat(UsedTypes.in(folder, root).orElseThrow().declared()).contains("aws_sqs_queue");
    }

    @Test
    void are_unknown_where_a_module_or_the_state_is_elsewhere() throws IOException {
        String modules = "{\"Modules\": [{\"Key\": \"\", \"Dir\": \".\"}, {\"Key\": \"called\", \"Dir\": \"%s\"}]}";
        write("module/root/.terraform/modules/modules.json", modules.formatted("../called"));
        assertThat(UsedTypes.in(folder, root)).isPresent();
        write("module/root/.terraform/modules/modules.json", modules.formatted("../../../elsewhere"));
        assertThat(UsedTypes.in(folder, root)).isEmpty();
        write("module/root/.terraform/modules/modules.json", modules.formatted("../called"));

        String backend = "{\"backend\": {\"type\": \"%s\", \"config\": {\"path\": \"%s\"}}}";
        write("module/root/.terraform/terraform.tfstate", backend.formatted("local", "../../terraform.tfstate"));
        assertThat(UsedTypes.in(folder, root)).isPresent();
        write("module/root/.terraform/terraform.tfstate", backend.formatted("local", "/elsewhere/terraform.tfstate"));
        assertThat(UsedTypes.in(folder, root)).isEmpty();
        write("module/root/.terraform/terraform.tfstate", backend.formatted("s3", ""));
        assertThat(UsedTypes.in(folder, root)).isEmpty();
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
