package io.groundcheck.terraform;

import io.groundcheck.process.ProcessResult;
import io.groundcheck.provider.UsedTypes;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the commands in one folder get at hashicorp/aws: each starts its own, 700 MB and a second or two, or borrows one
 * that is warm.
 *
 * <p>Which program that is, an ordinary init says, once for each configuration: it installs, and checks the lock file;
 * with a borrowed provider init does neither. A configuration whose choice is known is initialised with a borrowed one.
 */
final class Providers {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Logger LOG = LoggerFactory.getLogger(Providers.class);
    private static final String AWS = "hashicorp/aws";

    /** They don't ask whether providers are installed, or must find out by themselves where one is. */
    private static final Set<String> WITHOUT = Set.of("fmt", "version", "providers lock");

    /** They ask before a workspace has its modules, or for everything. */
    private static final Set<String> OF_ANY_TYPE = Set.of("init", "providers schema");

    /** They outlive a killed JVM, to finish and save their state: the provider must be theirs without it. */
    private static final Set<String> CHANGES = Set.of("apply", "destroy", "import");

    /** The program that an ordinary init chose for a configuration. */
    private static final Map<String, Path> CHOSEN = new ConcurrentHashMap<>();

    private final Product product;
    private final @Nullable Workspace workspace;
    private final Map<String, String> environment;
    private @Nullable Path program;
    private boolean installed;

    private Providers(Product product, @Nullable Workspace workspace, Map<String, String> environment) {
        this.product = product;
        this.workspace = workspace;
        this.environment = environment;
    }

    /** Each command starts its own. */
    static Providers cold() {
        return new Providers(Product.TERRAFORM, null, Map.of());
    }

    /**
     * Commands borrow a warm one.
     *
     * @param product whose commands they serve
     * @param workspace where they run
     */
    static Providers warm(Product product, Workspace workspace, Map<String, String> environment) {
        return new Providers(product, workspace, withoutTerraforms(environment));
    }

    /** A provider reads AWS_* and the proxies from its own environment; TF_LOG and the like are Terraform's. */
    private static Map<String, String> withoutTerraforms(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(variable -> !variable.getKey().startsWith("TF_"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Whether this init has nothing to install or to check: one like it has been here. */
    boolean canSkipInstalling(InitCommand init) {
        if (workspace == null || init.upgrade() || init.readOnlyLock()) {
            return false;
        }
        program = CHOSEN.get(configuration(workspace));
        return program != null;
    }

    /** An ordinary init has installed them. */
    void installed() {
        installed = true;
        if (workspace != null) {
            Optional<Path> chosen = installedProgram(workspace.root());
            chosen.ifPresent(path -> CHOSEN.put(configuration(workspace), path));
            program = chosen.orElse(null);
        }
    }

    /** What tells a configuration, lock file included, from any other. */
    private String configuration(Workspace copy) {
        return product + " " + copy.fingerprint();
    }

    private Optional<Path> installedProgram(Path directory) {
        return product.registries().stream()
                .map(host -> directory
                        .resolve(".terraform")
                        .resolve("providers")
                        .resolve(host)
                        .resolve(AWS))
                .filter(Files::isDirectory)
                .findFirst()
                .flatMap(Providers::programIn);
    }

    private static Optional<Path> programIn(Path installed) {
        // VERSION/OS_ARCH/terraform-provider-aws_…, OS_ARCH often a link into a cache or a mirror
        try (Stream<Path> files = Files.find(
                installed,
                3,
                (path, attributes) ->
                        path.getFileName().toString().startsWith("terraform-provider-aws") && Files.isExecutable(path),
                FileVisitOption.FOLLOW_LINKS)) {
            List<Path> found = files.toList();
            return found.size() == 1 ? Optional.of(found.get(0).toRealPath()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for the installed provider in " + installed, e);
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
        return during(command, lease.get(), run);
    }

    private Optional<UsedTypes> typesOf(Subcommand command) {
        if (workspace == null || OF_ANY_TYPE.contains(command.title())) {
            return Optional.empty();
        }
        try {
            return UsedTypes.in(workspace.folder(), workspace.root());
        } catch (IOException e) {
            LOG.debug("cannot tell which types are used in {}: {}", workspace.root(), e.toString());
            return Optional.empty();
        }
    }

    private Answer during(Subcommand command, WarmProviders.Lease lease, Function<Map<String, String>, Answer> run) {
        boolean ranToItsEnd = false;
        try (lease) {
            String reattach =
                    CHANGES.contains(command.title()) ? lease.reattachDirectly() : lease.reattach(typesOf(command));
            Answer answer = run.apply(Map.of("TF_REATTACH_PROVIDERS", addressed(reattach)));
            ranToItsEnd = answer.result().ending() == ProcessResult.Ending.EXITED;
            return answer;
        } finally {
            if (!ranToItsEnd) {
                lease.spoil();
            }
        }
    }

    /**
     * A provider says how it is reached under the address in Terraform's registry, which it was built with. OpenTofu
     * looks for it under its own, or under that one, where the configuration names the host.
     */
    private String addressed(String reattach) {
        var providers = JSON.createObjectNode();
        JSON.readTree(reattach)
                .properties()
                .forEach(provider -> product.registries()
                        .forEach(host -> providers.set(
                                host + "/" + ProviderMirror.withoutHost(provider.getKey()), provider.getValue())));
        return providers.toString();
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
                    product.program() + " " + command.title() + " was interrupted before it began", List.of());
        }
    }
}
