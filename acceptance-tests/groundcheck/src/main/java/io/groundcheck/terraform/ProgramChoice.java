package io.groundcheck.terraform;

import io.groundcheck.files.UserFolders;
import io.groundcheck.process.ChildEnvironment;
import io.groundcheck.process.Command;
import io.groundcheck.process.Executables;
import io.groundcheck.process.OutputListener;
import io.groundcheck.process.ProcessResult;
import io.groundcheck.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Chooses what runs the commands: what {@code GROUNDCHECK_TERRAFORM} says; else terraform on PATH; else tofu, on PATH or
 * where {@code make opentofu} builds it; else a container, where an engine answers.
 */
final class ProgramChoice {

    static final String VARIABLE = "GROUNDCHECK_TERRAFORM";

    /** What stands before an image's name. */
    static final String CONTAINER = "container:";

    /** Where nothing is installed; the engine pulls it. */
    static final String DEFAULT_IMAGE = "docker.io/hashicorp/terraform:1.11.4";

    private static final String HELP =
            "Install Terraform 1.11 or later, or OpenTofu 1.10 or later (`make opentofu` builds" + " one), or set "
                    + VARIABLE + " to a program's name or path, or to " + CONTAINER + "IMAGE.";

    private static final List<String> ENGINES = List.of("docker", "podman");
    private static final Pattern SAYS = Pattern.compile("^(Terraform|OpenTofu) v(\\S+)", Pattern.MULTILINE);
    private static final Duration ENGINE_ANSWERS_WITHIN = Duration.ofSeconds(10);
    private static final Duration PROGRAM_ANSWERS_WITHIN = Duration.ofSeconds(30);

    /** An image that isn't here is pulled first. */
    private static final Duration CONTAINER_ANSWERS_WITHIN = Duration.ofMinutes(5);

    /** What has said what it is in this JVM, by its command line. */
    private static final Map<String, Program> KNOWN = new ConcurrentHashMap<>();

    private final Map<String, String> env;

    private ProgramChoice(Map<String, String> env) {
        this.env = env;
    }

    /**
     * The one that an environment leads to.
     *
     * @param env usually {@link System#getenv()}
     * @throws TerraformException.NotRunnable if there is none, or {@code GROUNDCHECK_TERRAFORM} names something else
     */
    static Program of(Map<String, String> env) {
        return new ProgramChoice(env).choose();
    }

    private Program choose() {
        String said = env.getOrDefault(VARIABLE, "").strip();
        if (said.startsWith(CONTAINER)) {
            return container(said.substring(CONTAINER.length()));
        }
        if (!said.isEmpty()) {
            return installed(named(said), VARIABLE + " is " + said + ", but ");
        }
        return find(Product.TERRAFORM)
                .or(() -> find(Product.OPENTOFU))
                .map(program -> installed(program, ""))
                .or(() -> engine().map(engine -> inContainer(engine, DEFAULT_IMAGE)))
                .orElseThrow(
                        () -> new TerraformException.NotRunnable("neither terraform nor tofu is on PATH, no tofu is in "
                                + cache() + ", and no container engine answers. " + HELP));
    }

    private Path named(String said) {
        if (said.contains("/")) {
            Path program = Path.of(said).toAbsolutePath();
            if (!Files.isExecutable(program) || Files.isDirectory(program)) {
                throw new TerraformException.NotRunnable(
                        VARIABLE + " is " + said + ", but there is no program " + program + ". " + HELP);
            }
            return program;
        }
        return Executables.onPath(said, env)
                .or(() -> said.equals(Product.OPENTOFU.program()) ? cached() : Optional.empty())
                .orElseThrow(() -> new TerraformException.NotRunnable(
                        VARIABLE + " is " + said + ", but no such program is on PATH. " + HELP));
    }

    private Optional<Path> find(Product product) {
        Optional<Path> onPath = Executables.onPath(product.program(), env);
        return product == Product.OPENTOFU ? onPath.or(this::cached) : onPath;
    }

    private Path cache() {
        return UserFolders.of(env).cache().resolve("opentofu");
    }

    private Optional<Path> cached() {
        try (Stream<Path> versions = Files.list(cache())) {
            return versions.map(version -> version.resolve("bin/tofu"))
                    .filter(Files::isExecutable)
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            return Optional.empty(); // nobody has built one
        }
    }

    private Program installed(Path program, String because) {
        return KNOWN.computeIfAbsent(program + " " + modified(program), unknown -> {
            Matcher says = ask(List.of(program.toString(), "version"), PROGRAM_ANSWERS_WITHIN, because);
            return new InstalledProgram(product(says), says.group(2), program);
        });
    }

    /** A program that is replaced while this JVM runs is another one. */
    private static String modified(Path program) {
        try {
            return Files.getLastModifiedTime(program).toString();
        } catch (IOException e) {
            return ""; // it will say what is wrong when it is asked
        }
    }

    private Program container(String image) {
        if (image.isBlank()) {
            throw new TerraformException.NotRunnable(VARIABLE + " is " + CONTAINER
                    + ", without an image. Say for instance " + CONTAINER + DEFAULT_IMAGE + ".");
        }
        Path engine = engine().orElseThrow(
                        () -> new TerraformException.NotRunnable(VARIABLE + " is " + CONTAINER + image
                                + ", but no container engine answers: neither " + String.join(" nor ", ENGINES)
                                + ". Start one, or install Terraform or OpenTofu."));
        return inContainer(engine, image);
    }

    private Program inContainer(Path engine, String image) {
        return KNOWN.computeIfAbsent(engine + " " + image, unknown -> {
            Matcher says = ask(
                    List.of(engine.toString(), "run", "--rm", "--network", "none", image, "version"),
                    CONTAINER_ANSWERS_WITHIN,
                    VARIABLE + " is " + CONTAINER + image + ", but ");
            return new ContainerProgram(
                    product(says),
                    says.group(2),
                    engine,
                    image,
                    ContainerProgram.engineSettings(env),
                    List.of(),
                    List.of());
        });
    }

    private Optional<Path> engine() {
        return ENGINES.stream()
                .flatMap(name -> Executables.onPath(name, env).stream())
                .filter(engine -> {
                    try {
                        return run(List.of(engine.toString(), "info"), ENGINE_ANSWERS_WITHIN)
                                .succeeded();
                    } catch (IOException e) {
                        return false; // not a program after all
                    }
                })
                .findFirst();
    }

    private static Product product(Matcher says) {
        return says.group(1).equals(Product.OPENTOFU.title()) ? Product.OPENTOFU : Product.TERRAFORM;
    }

    private Matcher ask(List<String> argv, Duration within, String because) {
        String said;
        try {
            ProcessResult result = run(argv, within);
            var lines = new ArrayList<>(result.stdout().lines().limit(5).toList());
            lines.addAll(result.stderrTail());
            said = String.join("\n", lines);
        } catch (IOException e) {
            throw new TerraformException.NotRunnable(because + "it can't be started: " + e.getMessage(), e);
        }
        Matcher says = SAYS.matcher(said);
        if (!says.find()) {
            throw new TerraformException.NotRunnable(because + "`" + String.join(" ", argv)
                    + "` says neither Terraform nor OpenTofu, but:\n" + said + "\n" + HELP);
        }
        return says;
    }

    private ProcessResult run(List<String> argv, Duration within) throws IOException {
        var more = new TreeMap<>(ContainerProgram.engineSettings(env));
        more.put("CHECKPOINT_DISABLE", "1");
        more.put("TF_CLI_CONFIG_FILE", "/dev/null");
        try {
            return new ProcessRunner()
                    .run(
                            new Command(
                                    argv, Path.of("/"), ChildEnvironment.of(env, more), within, Duration.ofSeconds(2)),
                            new OutputListener() {});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TerraformException.Cancelled(
                    "interrupted while " + argv.get(0) + " was asked what it is", List.of());
        }
    }
}
