package io.groundcheck.terraform;

import io.groundcheck.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A copy of a root module and of the local modules it calls, in a folder of its own with mode 0700, where Terraform can
 * work without touching the original. State, plan and variables stay in it. What was copied is written down: all files
 * of these modules but those a run leaves behind, and values for variables that lie about on this machine.
 */
public final class Workspace {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What a run leaves behind, and *.tfvars: a file that exists on one machine alone must not decide a test. */
    private static final Pattern NOT_COPIED = Pattern.compile(
            "\\.terraform|\\.git|.*\\.tfstate(\\..*)?|.*\\.tfplan|.*\\.tfvars(\\.json)?|\\.terraform\\.tfstate\\.lock\\.info"
                    + "|crash\\.log|backend\\.local\\.tf|groundcheck_override\\.tf\\.json");

    private static final String OVERRIDE = "groundcheck_override.tf.json";

    private final Path folder;
    private final Path root;
    private final List<String> manifest;

    private Workspace(Path folder, Path root, List<String> manifest) {
        this.folder = folder;
        this.root = root;
        this.manifest = List.copyOf(manifest);
    }

    /**
     * Copies a module.
     *
     * @param module the root module's folder
     * @param folder where the copy goes; must not exist
     * @throws TerraformException.NotRunnable if there is no such module
     */
    public static Workspace copy(Path module, Path folder) throws IOException {
        ModuleSource source = ModuleSource.of(module);
        if (Files.exists(folder)) {
            throw new IOException("cannot copy " + module + ": " + folder + " exists already");
        }
        for (Path copied : source.folders()) {
            if (folder.toAbsolutePath().normalize().startsWith(copied)) {
                throw new IOException("cannot copy " + copied + ": the copy would be inside it, at " + folder);
            }
        }
        PrivateFiles.folder(folder);
        Path copies = PrivateFiles.folder(folder.resolve("module"));
        Path common = source.common();
        Set<String> manifest = new TreeSet<>();
        for (Path each : source.folders()) {
            copyFolder(each, common, copies, manifest);
        }
        Path root = copies.resolve(common.relativize(source.root()));
        var workspace = new Workspace(folder, root, new ArrayList<>(manifest));
        PrivateFiles.write(folder.resolve("manifest.json"), JSON.writeValueAsString(workspace.manifest));
        workspace.writeOverride(source, Map.of());
        return workspace;
    }

    /**
     * The workspace of an earlier run with the module as it is now: state and variables stay, every copied file is
     * replaced.
     *
     * @param module the root module's folder
     * @param folder the earlier run's, as {@link #folder()} told
     */
    public static Workspace refresh(Path module, Path folder) throws IOException {
        Path fresh = folder.resolveSibling(folder.getFileName() + "-fresh");
        PrivateFiles.deleteRecursively(fresh);
        Workspace copy = copy(module, fresh);
        Path root = folder.resolve(fresh.relativize(copy.root()));
        PrivateFiles.deleteRecursively(folder.resolve("module"));
        Files.move(fresh.resolve("module"), folder.resolve("module"));
        Files.move(
                fresh.resolve("manifest.json"), folder.resolve("manifest.json"), StandardCopyOption.REPLACE_EXISTING);
        PrivateFiles.deleteRecursively(fresh);
        var workspace = new Workspace(folder, root, copy.manifest());
        workspace.writeOverride(ModuleSource.of(root), Map.of());
        return workspace;
    }

    /**
     * The workspace of an earlier run.
     *
     * @param folder the whole folder
     * @param root the copy of the root module in it
     * @throws IOException if it isn't one
     */
    public static Workspace reopen(Path folder, Path root) throws IOException {
        Path list = folder.resolve("manifest.json");
        if (!Files.isDirectory(root) || !Files.exists(list)) {
            throw new IOException("no workspace: " + folder + " has no manifest.json, or there is no " + root);
        }
        var manifest = new ArrayList<String>();
        JSON.readTree(Files.readString(list)).forEach(file -> manifest.add(file.asString()));
        return new Workspace(folder, root, manifest);
    }

    /**
     * The workspace folder that a folder is in.
     *
     * @param directory such as {@link #root()}
     */
    static Optional<Path> around(Path directory) {
        for (Path folder = directory.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("manifest.json")) && Files.isDirectory(folder.resolve("module"))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    private static void copyFolder(Path from, Path common, Path copies, Set<String> manifest) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                if (!visited.equals(from) && isNotCopied(visited)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(copies.resolve(common.relativize(visited)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!isNotCopied(file)) {
                    Path relative = common.relativize(file);
                    Files.copy(file, copies.resolve(relative), StandardCopyOption.REPLACE_EXISTING);
                    manifest.add(relative.toString());
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean isNotCopied(Path path) {
        return NOT_COPIED.matcher(path.getFileName().toString()).matches();
    }

    /**
     * A local backend instead of the module's own, and for hashicorp/aws what an emulator at an IP address needs. The
     * endpoint itself is in the environment: endpoint settings of the provider change from version to version.
     */
    private void writeOverride(ModuleSource source, Map<String, String> tags) throws IOException {
        var override = new LinkedHashMap<String, Object>();
        override.put("terraform", Map.of("backend", Map.of("local", Map.of("path", state().toString()))));
        if (source.usesAws()) {
            var providers = new ArrayList<Map<String, Object>>();
            var settings = new TreeMap<String, Object>(Map.of("s3_use_path_style", true));
            if (!tags.isEmpty()) {
                settings.put("default_tags", List.of(Map.of("tags", tags)));
            }
            providers.add(settings);
            source.awsAliases().forEach(alias -> {
                var aliased = new TreeMap<>(settings);
                aliased.put("alias", alias);
                providers.add(aliased);
            });
            override.put("provider", Map.of("aws", providers));
        }
        PrivateFiles.write(root.resolve(OVERRIDE), JSON.writeValueAsString(override));
    }

    /**
     * Has hashicorp/aws put these tags on everything it makes here, as its default_tags.
     *
     * @throws IllegalStateException if the module has default_tags of its own, which these would replace
     */
    public void tagEverything(Map<String, String> tags) throws IOException {
        ModuleSource source = ModuleSource.of(root);
        if (source.hasDefaultTags()) {
            throw new IllegalStateException(
                    "the module in " + root + " has default_tags of its own, which the stack's would replace");
        }
        writeOverride(source, tags);
    }

    /** The whole folder: copies, state, plan, variables. */
    public Path folder() {
        return folder;
    }

    /** The copy of the root module, where Terraform runs. */
    public Path root() {
        return root;
    }

    /** What was copied, relative to the deepest folder that held it all, in order. */
    public List<String> manifest() {
        return manifest;
    }

    /**
     * What tells its configuration from any other: a hash of all .tf, .tf.json and lock files in it. Copies of one module
     * have the same, whatever their variables.
     */
    public String fingerprint() {
        MessageDigest hash = sha256();
        Path copies = folder.resolve("module");
        try (Stream<Path> files = Files.walk(copies)) {
            for (Path file : files.filter(Workspace::isConfiguration).sorted().toList()) {
                hash.update(copies.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                hash.update((byte) 0);
                hash.update(Files.readAllBytes(file));
                hash.update((byte) 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the configuration in " + copies, e);
        }
        return HexFormat.of().formatHex(hash.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static boolean isConfiguration(Path file) {
        String name = file.getFileName().toString();
        // the override names this copy's state file, and is the same otherwise
        return (name.endsWith(".tf") || name.endsWith(".tf.json") || name.equals(LockFile.NAME))
                && !name.equals(OVERRIDE)
                && !file.toString().contains("/.terraform/");
    }

    /** Where the state is. */
    public Path state() {
        return folder.resolve("terraform.tfstate");
    }

    /** Where the variables' values are. */
    public Path variables() {
        return folder.resolve("variables.tfvars.json");
    }

    /** What Terraform told while it applied and destroyed, one event a line. */
    public Path events() {
        return folder.resolve("events.jsonl");
    }

    /** Where a plan is saved. */
    public Path plan() {
        return folder.resolve("saved.tfplan");
    }

    /** Deletes all of it. */
    public void delete() throws IOException {
        PrivateFiles.deleteRecursively(folder);
    }
}
