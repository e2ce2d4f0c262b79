package io.groundcheck.terraform;

import io.groundcheck.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The CLI configuration that Terraform runs with, generated: the user's own, or a {@code TF_CLI_CONFIG_FILE} that
 * points nowhere, must not decide how a test ends.
 */
final class CliConfiguration {

    private final String text;
    private final Path folder;
    private final boolean sharesCache;

    private CliConfiguration(String text, Path folder, boolean sharesCache) {
        this.text = text;
        this.folder = folder;
        this.sharesCache = sharesCache;
    }

    /**
     * With the providers of a mirror, where one is found, and the registry for the others, through a cache.
     *
     * @param cache groundcheck's cache folder
     */
    static CliConfiguration of(Map<String, String> env, Path cache) {
        Path folder = cache.resolve("terraform");
        Optional<ProviderMirror> mirror = ProviderMirror.find(env);
        String installation = mirror.map(CliConfiguration::installation).orElse("");
        String text = "disable_checkpoint = true\n"
                + "plugin_cache_dir = " + quote(folder.resolve("plugin-cache").toString()) + "\n"
                + installation;
        return new CliConfiguration(text, folder, mirror.isEmpty());
    }

    private static String installation(ProviderMirror mirror) {
        String providers =
                mirror.providers().stream().map(CliConfiguration::quote).collect(Collectors.joining(", "));
        return """
                provider_installation {
                  filesystem_mirror {
                    path    = %s
                    include = [%s]
                  }
                  direct {
                    exclude = [%s]
                  }
                }
                """.formatted(quote(mirror.folder().toString()), providers, providers);
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("${", "$${") + '"';
    }

    /** Whether inits must wait for each other: Terraform doesn't lock its cache (terraform#31964). */
    boolean sharesCache() {
        return sharesCache;
    }

    /** The file that stands for that lock. */
    Path cacheLock() {
        return folder.resolve("plugin-cache.lock");
    }

    String text() {
        return text;
    }

    /** Writes the configuration, unless the file has it already, and makes the cache. */
    Path write() throws IOException {
        PrivateFiles.folder(folder.resolve("plugin-cache"));
        Path file = folder.resolve("groundcheck.tfrc");
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            PrivateFiles.write(file, text);
        }
        return file;
    }
}
