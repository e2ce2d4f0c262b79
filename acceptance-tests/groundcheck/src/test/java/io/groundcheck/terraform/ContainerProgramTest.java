package io.groundcheck.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a command becomes a container. */
class ContainerProgramTest {

    @TempDir
    Path folder;

    @Test
    void it_has_the_folders_the_network_and_the_user_of_this_machine_and_no_value_on_its_command_line()
            throws Exception {
        Path workspace = folder.resolve("stack");
        Path root = Files.createDirectories(workspace.resolve("module/network"));
        Files.writeString(workspace.resolve("manifest.json"), "[]");
        Path certificates = Files.writeString(folder.resolve("ca.pem"), "");
        var cli = new ContainerProgram(
                        Product.TERRAFORM, "1.11.4", Path.of("/bin/docker"), "img", Map.of(), List.of(), List.of())
                .reaching(List.of(Path.of("/mirror")), List.of(Path.of("/cache")));

        Program.Invocation invocation = cli.invocation(
                List.of("plan", "-json"),
                root,
                Map.of(
                        "PATH", "/usr/bin",
                        "HOME", "/home/me",
                        "AWS_SECRET_ACCESS_KEY", "hunter2",
                        "SSL_CERT_FILE", certificates.toString()));
        invocation.aftermath().ended(OptionalInt.of(0));

        String user = Files.getAttribute(root, "unix:uid") + ":" + Files.getAttribute(root, "unix:gid");
        assertThat(invocation.argv().get(6)).matches("groundcheck-[0-9a-f-]{36}");
        assertThat(String.join(" ", invocation.argv()))
                .isEqualTo("/bin/docker run --rm --network host --name "
                        + invocation.argv().get(6) + " --user " + user
                        + " --tmpfs /tmp --workdir " + root + " --volume /mirror:/mirror:ro --volume " + certificates
                        + ":"
                        + certificates + ":ro --volume /cache:/cache:rw --volume " + workspace + ":" + workspace
                        + ":rw --env AWS_SECRET_ACCESS_KEY --env SSL_CERT_FILE --env HOME=/tmp img plan -json");
        assertThat(invocation.environment()).containsEntry("AWS_SECRET_ACCESS_KEY", "hunter2");
    }
}
