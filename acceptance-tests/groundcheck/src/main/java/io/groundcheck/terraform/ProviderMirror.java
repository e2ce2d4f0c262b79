package io.groundcheck.terraform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder that holds providers as {@code HOST/NAMESPACE/TYPE}, so that none has to be downloaded.
 *
 * @param folder the folder
 * @param providers what it holds, such as {@code registry.terraform.io/hashicorp/aws}
 */
record ProviderMirror(Path folder, List<String> providers) {

    /** Names a folder, or the URL of a network mirror. */
    static final String VARIABLE = "TF_PLUGIN_MIRROR";

    /** Where packages of an operating system, an image or an administrator put such a folder. */
    private static final List<Path> SYSTEM_ROOTS = List.of(
            Path.of("/opt"),
            Path.of("/usr/local/share"),
            Path.of("/usr/local/lib"),
            Path.of("/usr/share"),
            Path.of("/usr/lib"),
            Path.of("/var/lib"),
            Path.of("/srv"));

    /**
     * The first that is found: the one {@code TF_PLUGIN_MIRROR} names, those that Terraform looks in by itself, then
     * the usual roots of the system, two folders deep.
     *
     * @param product whose providers it must hold
     * @throws TerraformException.NotRunnable if TF_PLUGIN_MIRROR names a folder without providers
     */
    static Optional<ProviderMirror> find(Map<String, String> env, Product product) {
        String named = env.getOrDefault(VARIABLE, "");
        if (!named.isEmpty()) {
            ProviderMirror mirror = read(Path.of(named), product);
            if (mirror.providers().isEmpty()) {
                throw new TerraformException.NotRunnable(VARIABLE + " is " + named + ", but no "
                        + String.join(" and no ", product.registries())
                        + "/NAMESPACE/TYPE is there. Unset it to install from the registry.");
            }
            return Optional.of(mirror);
        }
        return Stream.concat(implied(env), SYSTEM_ROOTS.stream().flatMap(ProviderMirror::twoDeep))
                .map(folder -> read(folder, product))
                .filter(mirror -> !mirror.providers().isEmpty())
                .findFirst();
    }

    /** https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories */
    private static Stream<Path> implied(Map<String, String> env) {
        var folders = new ArrayList<Path>();
        String home = env.getOrDefault("HOME", System.getProperty("user.home", ""));
        folders.add(Path.of(home, ".terraform.d", "plugins"));
        folders.add(Path.of(home, "Library", "Application Support", "io.terraform", "plugins"));
        folders.add(Path.of(env.getOrDefault("XDG_DATA_HOME", home + "/.local/share"), "terraform", "plugins"));
        for (String shared :
                env.getOrDefault("XDG_DATA_DIRS", "/usr/local/share:/usr/share").split(":", -1)) {
            folders.add(Path.of(shared, "terraform", "plugins"));
        }
        return folders.stream();
    }

    private static Stream<Path> twoDeep(Path root) {
        return Stream.concat(
                Stream.of(root),
                children(root).stream().flatMap(child -> Stream.concat(Stream.of(child), children(child).stream())));
    }

    /** {@code hashicorp/aws} of {@code registry.terraform.io/hashicorp/aws}. */
    static String withoutHost(String provider) {
        return provider.substring(provider.indexOf('/') + 1);
    }

    private static ProviderMirror read(Path folder, Product product) {
        var providers = new ArrayList<String>();
        for (String host : product.registries()) {
            for (Path namespace : children(folder.resolve(host))) {
                for (Path type : children(namespace)) {
                    providers.add(host + "/" + namespace.getFileName() + "/" + type.getFileName());
                }
            }
        }
        return new ProviderMirror(folder, providers);
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            return List.of(); // not there, or not ours to read: no mirror either way
        }
    }
}
