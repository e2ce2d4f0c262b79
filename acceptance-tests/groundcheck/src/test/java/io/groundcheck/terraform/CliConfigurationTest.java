package io.groundcheck.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.files.FileLocks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CliConfigurationTest {

    @TempDir
    Path folder;

    @Test
    void takes_from_a_mirror_what_it_holds_and_the_rest_from_the_registry() throws Exception {
        Path mirror = folder.resolve("mirror");
        Files.createDirectories(mirror.resolve("registry.terraform.io/hashicorp/aws/5.100.0"));
        var configuration = CliConfiguration.of(
                Map.of("TF_PLUGIN_MIRROR", mirror.toString()), folder.resolve("cache"), Product.TERRAFORM);
        assertThat(configuration.sharesCache()).isFalse();
        assertThat(Files.readString(configuration.write())).isEqualTo("""
                disable_checkpoint = true
                provider_installation {
                  filesystem_mirror {
                    path    = "%1$s/mirror"
                    include = ["registry.terraform.io/hashicorp/aws"]
                  }
                  direct {
                    exclude = ["registry.terraform.io/hashicorp/aws"]
                  }
                }
                """.formatted(folder));
        assertThat(folder.resolve("cache/terraform/plugin-cache")).isDirectory();
    }

    @Test
    void opentofu_is_given_the_same_mirror_under_its_own_address_too_with_nothing_copied() throws Exception {
        Path mirror = folder.resolve("mirror");
        Path unpacked =
                Files.createDirectories(mirror.resolve("registry.terraform.io/hashicorp/aws/5.100.0/linux_amd64"));
        Files.writeString(unpacked.resolve("terraform-provider-aws_v5.100.0_x5"), "");
        Path archive = Files.writeString(
                Files.createDirectories(mirror.resolve("registry.terraform.io/hashicorp/null"))
                        .resolve("terraform-provider-null_3.2.3_linux_amd64.zip"),
                "");
        Map<String, String> env = Map.of("TF_PLUGIN_MIRROR", mirror.toString());

        var configuration = CliConfiguration.of(env, folder.resolve("cache"), Product.OPENTOFU);

        Path view = onlyMirrorIn(folder.resolve("cache/terraform"));
        assertThat(configuration.text())
                .contains("path    = \"" + view + "\"")
                .contains(
                        "include = [\"registry.opentofu.org/hashicorp/aws\", \"registry.opentofu.org/hashicorp/null\","
                                + " \"registry.terraform.io/hashicorp/aws\", \"registry.terraform.io/hashicorp/null\"]");
        assertThat(configuration.mirrors("hashicorp/aws")).isTrue();
        assertThat(configuration.mirrors("hashicorp/random")).isFalse();
        for (String host : Product.OPENTOFU.registries()) {
            Path aws = view.resolve(host).resolve("hashicorp/aws/5.100.0");
            assertThat(Files.isSymbolicLink(aws))
                    .as("OpenTofu follows no link here")
                    .isFalse();
            assertThat(aws.resolve("linux_amd64")).isSymbolicLink();
            assertThat(Files.readSymbolicLink(aws.resolve("linux_amd64"))).isEqualTo(unpacked);
            assertThat(view.resolve(host).resolve("hashicorp/null").resolve(archive.getFileName()))
                    .isSymbolicLink();
        }

        Files.delete(archive);
        CliConfiguration.of(env, folder.resolve("cache"), Product.OPENTOFU);
        assertThat(view.resolve("registry.opentofu.org/hashicorp/null")).isEmptyDirectory();
        assertThat(view.resolve("registry.opentofu.org/hashicorp/aws/5.100.0/linux_amd64"))
                .exists();
    }

    private static Path onlyMirrorIn(Path cache) throws Exception {
        try (var children = Files.list(cache)) {
            return children.filter(child -> child.getFileName().toString().startsWith("mirror-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void takes_everything_from_a_network_mirror_through_the_cache_that_inits_share() {
        var configuration = CliConfiguration.of(
                Map.of("TF_PLUGIN_MIRROR", "https://mirror.example/providers"), folder, Product.TERRAFORM);

        assertThat(configuration.sharesCache()).isTrue();
        assertThat(configuration.text()).isEqualTo("""
                disable_checkpoint = true
                plugin_cache_dir = "%s/terraform/plugin-cache"
                provider_installation {
                  network_mirror {
                    url = "https://mirror.example/providers/"
                  }
                }
                """.formatted(folder));
        assertThatThrownBy(() -> CliConfiguration.of(
                        Map.of("TF_PLUGIN_MIRROR", "http://mirror.example/"), folder, Product.TERRAFORM))
                .hasMessage(
                        "TF_PLUGIN_MIRROR is http://mirror.example/, but a network mirror must be reached by https://."
                                + " Or name a folder.");
    }

    @Test
    void finds_the_folders_that_terraform_implies() throws Exception {
        Files.createDirectories(folder.resolve(".terraform.d/plugins/registry.terraform.io/hashicorp/null"));
        assertThat(ProviderMirror.find(Map.of("HOME", folder.toString()), Product.TERRAFORM))
                .hasValueSatisfying(mirror ->
                        assertThat(mirror.providers()).containsExactly("registry.terraform.io/hashicorp/null"));
    }

    @Test
    void t09_should_fail_if_the_mirror_named_holds_nothing() {
        assertThatThrownBy(() -> ProviderMirror.find(Map.of("TF_PLUGIN_MIRROR", folder.toString()), Product.TERRAFORM))
                .isInstanceOf(TerraformException.NotRunnable.class)
                .hasMessage("TF_PLUGIN_MIRROR is " + folder + ", but no registry.terraform.io/NAMESPACE/TYPE is there."
                        + " Unset it to install from the registry.");
    }

    @Test
    void c12_one_at_a_time_holds_the_lock_of_the_cache() throws Exception {
        Path lock = folder.resolve("x/cache.lock");
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var done = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            new Thread(() -> {
                        try {
                            FileLocks.holding(lock, () -> {
                                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                                inside.decrementAndGet();
                            });
                        } catch (java.io.IOException e) {
                            most.set(99);
                        }
                        done.countDown();
                    })
                    .start();
        }
        done.await();
        assertThat(most).hasValue(1);
    }
}
