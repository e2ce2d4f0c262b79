package io.groundcheck.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which types of hashicorp/aws a command may meet: every word that looks like one, in any configuration or state in a
 * folder. Words that are no type do no harm.
 *
 * @param mentioned all such words
 * @param declared those that stand where a type must stand; Terraform tells what is like one that doesn't exist
 */
public record UsedTypes(Set<String> mentioned, Set<String> declared) {

    private static final Pattern WORD = Pattern.compile("\\baws_\\w+");
    private static final Pattern BLOCK =
            Pattern.compile("^\\s*(?:resource|data|ephemeral|action|list)\\s+\"(aws_[^\"]*)\"", Pattern.MULTILINE);
    private static final Pattern KEY = Pattern.compile("\"(aws_[^\"]*)\"\\s*:");

    private static final List<String> CONFIGURATION = List.of(".tf", ".tofu");
    private static final List<String> JSON_CONFIGURATION = List.of(".tf.json", ".tofu.json");
    private static final List<String> STATE = List.of(".tfstate");

    public UsedTypes {
        mentioned = Set.copyOf(mentioned);
        declared = Set.copyOf(declared);
    }

    /**
     * Reads a folder and all below it.
     *
     * @param folder holds the root module, the modules it calls, and the state
     * @param root the root module, initialised
     * @return nothing if a module or the state is elsewhere
     */
    public static Optional<UsedTypes> in(Path folder, Path root) throws IOException {
        if (!modulesAreIn(folder, root) || !stateIsIn(folder, root)) {
            return Optional.empty();
        }
        var mentioned = new HashSet<String>();
        var declared = new HashSet<String>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(UsedTypes::namesTypes).toList()) {
                String text = Files.readString(file, StandardCharsets.UTF_8);
                WORD.matcher(text).results().map(MatchResult::group).forEach(mentioned::add);
                if (!endsWith(file, STATE)) {
                    Pattern place = endsWith(file, JSON_CONFIGURATION) ? KEY : BLOCK;
                    place.matcher(text).results().map(match -> match.group(1)).forEach(declared::add);
                }
            }
        }
        return Optional.of(new UsedTypes(mentioned, declared));
    }

    private static boolean namesTypes(Path file) {
        return Stream.of(CONFIGURATION, JSON_CONFIGURATION, STATE).anyMatch(endings -> endsWith(file, endings));
    }

    private static boolean endsWith(Path file, List<String> endings) {
        return endings.stream().anyMatch(file.toString()::endsWith);
    }

    /** What init has written down of the modules: where each is, relative to the root. */
    private static boolean modulesAreIn(Path folder, Path root) throws IOException {
        for (JsonNode module :
                read(root.resolve(".terraform/modules/modules.json")).path("Modules")) {
            if (!isIn(folder, root, module.path("Dir").asString(""))) {
                return false;
            }
        }
        return true;
    }

    /** What init has written down of the backend; no file if there is none but the default, in the root. */
    private static boolean stateIsIn(Path folder, Path root) throws IOException {
        JsonNode backend = read(root.resolve(".terraform/terraform.tfstate")).path("backend");
        if (backend.isMissingNode() || backend.isNull()) {
            return true;
        }
        return backend.path("type").asString("").equals("local")
                && isIn(folder, root, backend.at("/config/path").asString(""));
    }

    private static boolean isIn(Path folder, Path root, String path) {
        return root.resolve(path)
                .toAbsolutePath()
                .normalize()
                .startsWith(folder.toAbsolutePath().normalize());
    }

    private static JsonNode read(Path file) throws IOException {
        return JsonMapper.shared().readTree(Files.exists(file) ? Files.readString(file) : "{}");
    }
}
