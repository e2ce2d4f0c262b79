package io.groundcheck.terraform;

import io.groundcheck.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A root module on disk with the local modules it calls: what a workspace is copied from.
 *
 * @param root the root module's folder
 * @param folders the root and every local module it calls, directly or not
 */
record ModuleSource(Path root, List<Path> folders) {

    /** {@code source = "../network"} and, in JSON syntax, {@code "source": "./network"}. */
    private static final Pattern LOCAL_SOURCE = Pattern.compile("\"?source\"?\\s*[=:]\\s*\"(\\.\\.?/[^\"]*)\"");

    private static final Pattern AWS = Pattern.compile(
            "provider\\s+\"aws\"|\"?source\"?\\s*[=:]\\s*\"hashicorp/aws\"|(resource|data)\\s+\"aws_|\"aws_[a-z0-9_]+\"\\s*:");

    private static final Pattern ALIASED_AWS =
            Pattern.compile("provider\\s+\"aws\"\\s*\\{[^}]*?alias\\s*=\\s*\"([^\"]+)\"", Pattern.DOTALL);

    /**
     * Reads which modules a root module calls.
     *
     * @throws TerraformException.NotRunnable if there is no module, or one it calls is missing
     */
    static ModuleSource of(Path root) {
        Path start = root.toAbsolutePath().normalize();
        if (!Files.isDirectory(start) || configuration(start).isEmpty()) {
            throw new TerraformException.NotRunnable("no Terraform module: there is no .tf file in " + start);
        }
        Set<Path> found = new LinkedHashSet<>();
        Deque<Path> toRead = new ArrayDeque<>(List.of(start));
        while (!toRead.isEmpty()) {
            Path folder = toRead.remove();
            if (!found.add(folder)) {
                continue;
            }
            for (Path file : configuration(folder)) {
                Matcher source = LOCAL_SOURCE.matcher(read(file));
                while (source.find()) {
                    Path called = folder.resolve(source.group(1)).normalize();
                    if (!Files.isDirectory(called)) {
                        throw new TerraformException.NotRunnable(
                                file + " calls the module " + source.group(1) + ", but there is no folder " + called);
                    }
                    toRead.add(called);
                }
            }
        }
        return new ModuleSource(start, List.copyOf(found));
    }

    /** The deepest folder that holds all of them: copies keep their places below it, so that {@code ../x} still works. */
    Path common() {
        Path common = root;
        for (Path folder : folders) {
            while (!folder.startsWith(common)) {
                common = PrivateFiles.parent(common);
            }
        }
        return common;
    }

    /** Whether the root or a module it calls uses hashicorp/aws. */
    boolean usesAws() {
        return folders.stream()
                .flatMap(folder -> configuration(folder).stream())
                .anyMatch(file -> AWS.matcher(read(file)).find());
    }

    /** All of its configuration, one file after the other. */
    String text() {
        return folders.stream()
                .flatMap(folder -> configuration(folder).stream())
                .map(ModuleSource::read)
                .collect(Collectors.joining("\n"));
    }

    /** Whether the root's own configuration of a provider sets default_tags. */
    boolean hasDefaultTags() {
        return configuration(root).stream()
                .filter(file -> !file.getFileName().toString().equals("groundcheck_override.tf.json"))
                .anyMatch(file -> read(file).contains("default_tags"));
    }

    /** The aliases of the root's own configurations of hashicorp/aws. */
    List<String> awsAliases() {
        var aliases = new ArrayList<String>();
        for (Path file : configuration(root)) {
            Matcher alias = ALIASED_AWS.matcher(read(file));
            while (alias.find()) {
                aliases.add(alias.group(1));
            }
        }
        return aliases;
    }

    private static List<Path> configuration(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".tf")
                            || file.getFileName().toString().endsWith(".tf.json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the module " + folder, e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
