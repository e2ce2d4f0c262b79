package io.groundcheck.terraform;

import io.groundcheck.process.ProcessResult;
import io.groundcheck.provider.WarmProviders;
import io.groundcheck.terraform.Execution.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the commands in one folder get at hashicorp/aws: each starts its own, 700 MB and a second or two, or borrows one
 * that is warm.
 *
 * <p>Which program that is, an ordinary init says, once for each configuration: it installs, and checks the lock file;
 * with a borrowed provider init does neither. A configuration whose choice is known is initialised with a borrowed one.
 */
final class Providers {

    private static final Logger LOG = LoggerFactory.getLogger(Providers.class);
    private static final Path AWS = Path.of(".terraform", "providers", "registry.terraform.io", "hashicorp", "aws");

    /** They don't ask whether providers are installed, or must find out by themselves where one is. */
    private static final Set<String> WITHOUT = Set.of("fmt", "version", "providers lock");

    /** The program that an ordinary init chose for a configuration. */
    private static final Map<String, Path> CHOSEN = new ConcurrentHashMap<>();

    private final Path directory;
    private final Map<String, String> environment;
    private final @Nullable Supplier<String> configuration;
    private @Nullable Path program;
    private boolean installed;

    private Providers(Path directory, Map<String, String> environment, @Nullable Supplier<String> configuration) {
        this.directory = directory;
        this.environment = environment;
        this.configuration = configuration;
    }

    /** Each command starts its own. */
    static Providers cold() {
        return new Providers(Path.of(""), Map.of(), null);
    }

    /**
     * Commands borrow a warm one.
     *
     * @param configuration what tells the folder's configuration, lock file included, from any other
     */
    static Providers warm(Path directory, Map<String, String> environment, Supplier<String> configuration) {
        return new Providers(directory, withoutTerraforms(environment), configuration);
    }

    /** A provider reads AWS_* and the proxies from its own environment; TF_LOG and the like are Terraform's. */
    private static Map<String, String> withoutTerraforms(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(variable -> !variable.getKey().startsWith("TF_"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Whether this init has nothing to install or to check: one like it has been here. */
    boolean canSkipInstalling(InitCommand init) {
        if (configuration == null || init.upgrade() || init.readOnlyLock()) {
            return false;
        }
        program = CHOSEN.get(configuration.get());
        return program != null;
    }

    /** An ordinary init has installed them. */
    void installed() {
        installed = true;
        if (configuration != null) {
            Optional<Path> chosen = installedProgram();
            chosen.ifPresent(path -> CHOSEN.put(configuration.get(), path));
            program = chosen.orElse(null);
        }
    }

    private Optional<Path> installedProgram() {
        if (!Files.isDirectory(directory.resolve(AWS))) {
            return Optional.empty();
        }
        // VERSION/OS_ARCH/terraform-provider-aws_…, OS_ARCH often a link into a cache or a mirror
        try (Stream<Path> files = Files.find(
                directory.resolve(AWS),
                3,
                (path, attributes) ->
                        path.getFileName().toString().startsWith("terraform-provider-aws") && Files.isExecutable(path),
                FileVisitOption.FOLLOW_LINKS)) {
            List<Path> found = files.toList();
            return found.size() == 1 ? Optional.of(found.get(0).toRealPath()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for the installed provider in " + directory, e);
        }
    }

    /**
     * Runs a command with a borrowed provider, where there is one for it.
     *
     * @param run runs it with these variables more
     * @param install an ordinary init, for when none can be borrowed after all
     */
    Answer during(Subcommand command, Function<Map<String, String>, Answer> run, Runnable install) {
        Path borrowed = program;
        if (borrowed == null || WITHOUT.contains(command.title())) {
            return run.apply(Map.of());
        }
        Optional<WarmProviders.Lease> lease = borrow(borrowed, command);
        if (lease.isEmpty()) {
            program = null;
            if (!installed) {
                install.run();
            }
            return run.apply(Map.of());
        }
        return during(lease.get(), run);
    }

    private static Answer during(WarmProviders.Lease lease, Function<Map<String, String>, Answer> run) {
        boolean ranToItsEnd = false;
        try (lease) {
            Answer answer = run.apply(Map.of("TF_REATTACH_PROVIDERS", lease.reattach()));
            ranToItsEnd = answer.result().ending() == ProcessResult.Ending.EXITED;
            return answer;
        } finally {
            if (!ranToItsEnd) {
                lease.spoil();
            }
        }
    }

    private Optional<WarmProviders.Lease> borrow(Path program, Subcommand command) {
        try {
            return Optional.of(WarmProviders.shared().borrow(program, environment));
        } catch (IOException e) {
            LOG.warn("no warm provider, so that each command starts its own: {}", e.getMessage());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TerraformException.Cancelled(
                    "terraform " + command.title() + " was interrupted before it began", List.of());
        }
    }
}
