package io.groundcheck.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.stack.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four inits at once, two in each of two JVMs, through one download cache that is empty. Real: terraform init, its
 * download by HTTPS, its cache, our lock. Played: the network mirror, with a certificate of its own, and the provider,
 * which is a file that init unpacks and hashes, and never starts.
 */
class DownloadCacheIT {

    @TempDir
    Path folder;

    /** What the other JVMs run: an init in each of the modules' copies, side by side. */
    static final class Inits {
        private Inits() {}

        public static void main(String[] arguments) throws Exception {
            var pool = Executors.newFixedThreadPool(arguments.length);
            try {
                for (Future<?> each :
                        pool.invokeAll(Stream.of(arguments).map(Inits::init).toList())) {
                    each.get();
                }
            } finally {
                pool.shutdownNow();
            }
        }

        private static Callable<Object> init(String module) {
            return () -> {
                Workspace copy = Workspace.copy(Path.of(module), Path.of(module + "-copy"));
                Terraform.in(copy.root(), Map.of(), Timeouts.DEFAULT, Progress.NONE)
                        .init(InitCommand.init());
                return module;
            };
        }
    }

    @Test
    void c12_four_inits_at_once_download_a_provider_once_and_leave_the_cache_whole() throws Exception {
        try (var mirror = PlayedMirror.start(folder)) {
            List<String> modules = IntStream.range(0, 4).mapToObj(this::module).toList();
            Map<String, String> env = Map.of(
                    "TF_PLUGIN_MIRROR", mirror.url(),
                    "SSL_CERT_FILE", mirror.certificate().toString(),
                    "GROUNDCHECK_CACHE_DIR", folder.resolve("cache").toString(),
                    "GROUNDCHECK_TERRAFORM", "");
            Path log = folder.resolve("log");
            Path other = folder.resolve("log2");
            Process first = ChildJvm.start(Inits.class, log, env, modules.subList(0, 2));
            Process second = ChildJvm.start(Inits.class, other, env, modules.subList(2, 4));
            ChildJvm.endsWell(first, log);
            ChildJvm.endsWell(second, other);

            assertThat(mirror.downloads()).as("downloads").hasValue(1);
            Path cached = folder.resolve("cache/terraform/plugin-cache")
                    .resolve(PlayedMirror.PROVIDER)
                    .resolve(PlayedMirror.VERSION)
                    .resolve(mirror.platform());
            assertThat(filesIn(cached))
                    .singleElement()
                    .satisfies(file -> assertThat(file).hasBinaryContent(mirror.program()));
            for (String module : modules) {
                Path root = Path.of(module + "-copy/module");
                assertThat(root.resolve(".terraform/providers")
                                .resolve(PlayedMirror.PROVIDER)
                                .resolve(PlayedMirror.VERSION)
                                .resolve(mirror.platform())
                                .toRealPath())
                        .as("a link into the cache")
                        .isEqualTo(cached.toRealPath());
                assertThat(root.resolve(".terraform.lock.hcl")).content().contains("version = \"1.0.0\"");
                assertThat(Path.of(module, ".terraform.lock.hcl")).doesNotExist();
            }
        }
    }

    private String module(int number) {
        Path module = folder.resolve("module" + number);
        try {
            Files.createDirectories(module);
            Files.writeString(module.resolve("main.tf"), """
                    terraform {
                      required_providers {
                        tiny = { source = "%s" }
                      }
                    }
                    """.formatted(PlayedMirror.PROVIDER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return module.toString();
    }

    private static List<Path> filesIn(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.toList());
        }
    }
}
