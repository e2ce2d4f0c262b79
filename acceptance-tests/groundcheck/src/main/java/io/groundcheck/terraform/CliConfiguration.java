package io.groundcheck.terraform;

import io.groundcheck.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    private final Optional<ProviderMirror> mirror;
    private final Optional<Path> source;

    private CliConfiguration(String text, Path folder, Optional<ProviderMirror> mirror, Optional<Path> source) {
        this.text = text;
        this.folder = folder;
        this.mirror = mirror;
        this.source = source;
    }

    /**
     * With the providers of a mirror, where one is found, and the registry for the others. Where {@code
     * TF_PLUGIN_MIRROR} is a URL, all come from that network mirror. The cache is for what is downloaded: a mirror's
     * folder is linked to anyway, and of two inits that link it through a cache at once, one can find it taken away by
     * the other ("mkdir …: file exists": 8 of 80 failed, twelve at a time, Terraform 1.11.4).
     *
     * @param cache groundcheck's cache folder
     * @param product what it is for
     */
    static CliConfiguration of(Map<String, String> env, Path cache, Product product) {
        Path folder = cache.resolve("terraform");
        String start = "disable_checkpoint = true\n";
        String cached =
                "plugin_cache_dir = " + quote(folder.resolve("plugin-cache").toString()) + "\n";
        String named = env.getOrDefault(ProviderMirror.VARIABLE, "");
        if (named.contains("://")) {
            return new CliConfiguration(start + cached + network(named), folder, Optional.empty(), Optional.empty());
        }
        Optional<ProviderMirror> found = ProviderMirror.find(env, product);
        Optional<ProviderMirror> mirror =
                product == Product.OPENTOFU ? found.map(each -> aliased(each, folder)) : found;
        return new CliConfiguration(
                start + mirror.map(CliConfiguration::installation).orElse(cached),
                folder,
                mirror,
                found.map(ProviderMirror::folder));
    }

    private static ProviderMirror aliased(ProviderMirror mirror, Path folder) {
        String name = "mirror-"
                + Integer.toHexString(
                        mirror.folder().toAbsolutePath().toString().hashCode());
        try {
            return MirrorAlias.of(mirror, folder.resolve(name));
        } catch (IOException e) {
            throw new TerraformException.NotRunnable(
                    "cannot make OpenTofu's view of the provider mirror " + mirror.folder() + ": " + e.getMessage(), e);
        }
    }

    private static String network(String url) {
        if (!url.startsWith("https://")) {
            throw new TerraformException.NotRunnable(ProviderMirror.VARIABLE + " is " + url
                    + ", but a network mirror must be reached by https://. Or name a folder.");
        }
        return """
                provider_installation {
                  network_mirror {
                    url = %s
                  }
                }
                """.formatted(quote(url.endsWith("/") ? url : url + "/"));
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

    /** Whether inits download, and so must wait for each other: Terraform doesn't lock its cache (terraform#31964). */
    boolean sharesCache() {
        return mirror.isEmpty();
    }

    /**
     * Whether what a mirror gives for a provider is what Terraform's registry would have given.
     *
     * @param name such as {@code hashicorp/aws}
     */
    boolean mirrors(String name) {
        return mirror.filter(found -> found.providers().contains(Product.TERRAFORM.registry() + "/" + name))
                .isPresent();
    }

    /** The file that stands for that lock. */
    Path cacheLock() {
        return folder.resolve("plugin-cache.lock");
    }

    /** Where the cache, the configuration and OpenTofu's view of the mirror are. */
    Path folder() {
        return folder;
    }

    /** What Terraform reads outside of that folder. */
    List<Path> reads() {
        return source.stream().toList();
    }

    String text() {
        return text;
    }

    /**
     * Writes the configuration, unless it is there already, and makes the cache. Its name comes from its text: commands
     * that run side by side with different settings must not replace each other's.
     */
    Path write() throws IOException {
        PrivateFiles.folder(folder.resolve("plugin-cache"));
        Path file = folder.resolve("groundcheck-" + Integer.toHexString(text.hashCode()) + ".tfrc");
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            PrivateFiles.write(file, text);
        }
        return file;
    }
}
