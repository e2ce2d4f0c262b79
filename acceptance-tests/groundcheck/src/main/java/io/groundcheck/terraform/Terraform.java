package io.groundcheck.terraform;

import io.groundcheck.files.FileLocks;
import io.groundcheck.files.UserFolders;
import io.groundcheck.plan.Plan;
import io.groundcheck.plan.Secrets;
import io.groundcheck.process.ChildEnvironment;
import io.groundcheck.terraform.Execution.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Terraform in one folder: runs its commands and reads their answers. A command that fails throws a {@link
 * TerraformException} with Terraform's own diagnostics.
 */
public final class Terraform {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Execution execution;
    private final CliConfiguration cliConfiguration;
    private final Providers providers;

    private Terraform(Execution execution, CliConfiguration cliConfiguration, Providers providers) {
        this.execution = execution;
        this.cliConfiguration = cliConfiguration;
        this.providers = providers;
    }

    /**
     * Terraform in a folder: what {@code GROUNDCHECK_TERRAFORM} names, else terraform or tofu on this machine's PATH, else
     * a container.
     *
     * @param directory the root module
     * @param targets what the target adds to the environment
     * @param timeouts how long each step may take
     * @param progress hears what happens
     * @throws TerraformException.NotRunnable if there is none of these
     */
    public static Terraform in(Path directory, Map<String, String> targets, Timeouts timeouts, Progress progress) {
        return in(directory, targets, timeouts, progress, System.getenv());
    }

    static Terraform in(
            Path directory,
            Map<String, String> targets,
            Timeouts timeouts,
            Progress progress,
            Map<String, String> parent) {
        Program program = ProgramChoice.of(parent);
        Cli cli = program.cli();
        CliConfiguration configuration =
                CliConfiguration.of(parent, UserFolders.of(parent).cache(), cli.product());
        var own = new LinkedHashMap<>(targets);
        own.put("TF_IN_AUTOMATION", "1");
        own.put("TF_INPUT", "0");
        own.put("CHECKPOINT_DISABLE", "1");
        boolean ours = Workspace.around(directory).isPresent();
        if (ours) {
            // else Terraform downloads what the lock file doesn't name, cached or not, to learn its checksums
            own.put("TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE", "1");
        }
        try {
            own.put("TF_CLI_CONFIG_FILE", configuration.write().toString());
            if (ours && cli.product() == Product.OPENTOFU) {
                LockFile.forOpenTofu(directory, ModuleSource.of(directory).text(), configuration::mirrors);
            }
        } catch (IOException e) {
            throw new TerraformException.NotRunnable(
                    "cannot write " + cli.product() + "'s CLI configuration or lock file: " + e.getMessage(), e);
        }
        Map<String, String> environment = ChildEnvironment.of(parent, own);
        progress.uses(cli);
        return new Terraform(
                new Execution(
                        program.reaching(configuration.reads(), List.of(configuration.folder())),
                        directory,
                        environment,
                        timeouts,
                        progress),
                configuration,
                Providers.cold());
    }

    /**
     * The same with providers that stay warm, unless it runs in a container, which can't reach them: a command borrows
     * one from {@link io.groundcheck.provider.WarmProviders#shared()} instead of starting its own. The results are the
     * same, sooner.
     *
     * @param workspace where this folder lies
     */
    public Terraform withWarmProviders(Workspace workspace) {
        if (!execution.program().reachesProvidersOfThisMachine()) {
            return this;
        }
        return new Terraform(
                execution, cliConfiguration, Providers.warm(cli().product(), workspace, execution.environment()));
    }

    /**
     * What a person types before the arguments of a command, in the same folder.
     *
     * @param names the variables of its environment that are set by then
     */
    public List<String> commandLine(Set<String> names) {
        var set = new TreeMap<>(execution.environment());
        set.keySet().retainAll(names);
        return execution.program().commandLine(execution.directory(), set);
    }

    /** What runs its commands. */
    public Cli cli() {
        return execution.program().cli();
    }

    /** The whole environment that its commands run in. */
    public Map<String, String> environment() {
        return execution.environment();
    }

    /**
     * Has apply and destroy write their events to a file, which they add to: they finish even if this JVM is killed, and
     * the file says what they began ({@link UnfinishedCreates}).
     *
     * @param mark variables that every command has in its environment, so that it can be found again
     */
    public void keepEvents(Path file, Map<String, String> mark) {
        execution.keepEvents(file, mark);
    }

    /** Keeps these out of every message and of all that {@link Progress} hears, from now on. */
    public void hide(Secrets more) {
        execution.hide(more);
    }

    /** A text without the secrets known so far. */
    public String mask(String text) {
        return execution.mask(text);
    }

    /** Asks the command on its way to end, if there is one; the call that waits for it then throws. */
    public void cancel() {
        execution.cancel();
    }

    /** Installs providers and modules and configures the backend. */
    public void init(InitCommand command) {
        if (providers.canSkipInstalling(command)) {
            run(command);
        } else {
            install(command);
        }
    }

    private void install(InitCommand command) {
        if (cliConfiguration.sharesCache()) {
            try {
                FileLocks.holding(cliConfiguration.cacheLock(), () -> check(command, execution.run(command, Map.of())));
            } catch (IOException e) {
                throw new TerraformException.NotRunnable(
                        "cannot lock the provider cache " + cliConfiguration.cacheLock() + ": " + e.getMessage(), e);
            }
        } else {
            check(command, execution.run(command, Map.of()));
        }
        providers.installed();
    }

    /** The configuration's warnings and errors, the latter not as an exception. */
    public List<Diagnostic> validate() {
        Answer answer = execute(new ValidateCommand());
        JsonNode json = json(answer);
        var diagnostics = new ArrayList<Diagnostic>();
        json.path("diagnostics").forEach(diagnostic -> diagnostics.add(Diagnostic.ofJson(diagnostic)));
        return List.copyOf(diagnostics);
    }

    /** Plans into a file and reads it; the plan's secrets are hidden from then on. */
    public Plan plan(PlanCommand command) {
        run(command);
        return show(command.out());
    }

    /** Reads a saved plan. */
    public Plan show(Path savedPlan) {
        Plan plan = Plan.parse(run(ShowCommand.plan(savedPlan)).result().stdout());
        hide(plan.secrets());
        execution.progress().planned(plan);
        return plan;
    }

    /** Applies; answers with warnings. */
    public List<Diagnostic> apply(ApplyCommand command) {
        return run(command).diagnostics();
    }

    /** Destroys everything in the state. */
    public void destroy(DestroyCommand command) {
        run(command);
    }

    /** Takes something that exists into the state. */
    public void importResource(ImportCommand command) {
        run(command);
    }

    /** The outputs; the sensitive ones are hidden from messages from then on. */
    public Outputs output() {
        Outputs outputs = Outputs.parse(run(new OutputCommand()).result().stdout());
        hide(outputs.secrets());
        execution.progress().read(outputs);
        return outputs;
    }

    /** The files that {@code terraform fmt} would change, relative to the folder. */
    public List<String> unformatted() {
        var command = new FmtCommand();
        Answer answer = execute(command);
        // exit code 3 is the answer "some aren't formatted"
        if (!answer.result().succeeded() && answer.result().exitCode() != 3) {
            throw failure(command, answer);
        }
        return answer.result().stdout().lines().toList();
    }

    /** The version of Terraform, or OpenTofu, such as {@code 1.11.4}. */
    public String version() {
        return json(run(new VersionCommand())).path("terraform_version").asString("");
    }

    /** The addresses of everything in the state; none if there is no state. */
    public List<String> stateList() {
        var command = new StateListCommand();
        Answer answer = execute(command);
        boolean noState =
                answer.result().stderrTail().stream().anyMatch(line -> line.contains("No state file was found"));
        if (noState) {
            return List.of();
        }
        if (!answer.result().succeeded()) {
            throw failure(command, answer);
        }
        return answer.result().stdout().lines().toList();
    }

    /** The whole state as JSON, in clear. */
    public String statePull() {
        return run(new StatePullCommand()).result().stdout();
    }

    /** The state for people and programs, as {@code terraform show -json} has it, in clear. */
    public JsonNode showState() {
        return json(run(ShowCommand.state()));
    }

    /** Gives something in the state another address. */
    public void stateMove(String from, String to) {
        run(new StateMoveCommand(from, to));
    }

    /** Forgets something without destroying it. */
    public void stateRemove(List<String> addresses) {
        run(new StateRemoveCommand(addresses));
    }

    /** The schema of every provider that the configuration uses. */
    public JsonNode providersSchema() {
        return json(run(new ProvidersSchemaCommand()));
    }

    /** What depends on what, in the DOT language. */
    public String graph() {
        return run(new GraphCommand()).result().stdout();
    }

    /** The versions of the providers that init chose, by source, such as {@code registry.terraform.io/hashicorp/aws}. */
    public Map<String, String> providerVersions() {
        var versions = new LinkedHashMap<String, String>();
        json(run(new VersionCommand()))
                .path("provider_selections")
                .properties()
                .forEach(provider ->
                        versions.put(provider.getKey(), provider.getValue().asString("")));
        return Map.copyOf(versions);
    }

    /**
     * Checks the version of what runs the commands.
     *
     * @param product which of the two; their versions count apart
     * @param constraint such as {@code ">= 1.10, < 2"}
     * @throws TerraformException.WrongVersion if it is another version, or the other product
     */
    public void require(Product product, VersionConstraint constraint) {
        Cli cli = cli();
        String expected = product.program() + ": expected " + constraint + ", but " + cli.where() + " is ";
        if (cli.product() != product) {
            throw new TerraformException.WrongVersion(expected + cli.product() + " " + cli.version()
                    + ", whose versions count apart. Say which of those will do, or set " + ProgramChoice.VARIABLE
                    + ".");
        }
        if (!constraint.allows(cli.version())) {
            throw new TerraformException.WrongVersion(expected + cli.version()
                    + ". Put another one first on PATH, or set " + ProgramChoice.VARIABLE + ".");
        }
    }

    /**
     * Checks the version of a provider, once init has chosen it.
     *
     * @param provider such as {@code hashicorp/aws}, or with its host
     * @param constraint such as {@code ">= 5.100, < 7"}
     * @throws TerraformException.WrongVersion if it is another, or the configuration doesn't use it
     */
    public void requireProvider(String provider, VersionConstraint constraint) {
        Map<String, String> versions = providerVersions();
        String found = versions.entrySet().stream()
                .filter(known ->
                        known.getKey().equals(provider) || known.getKey().endsWith("/" + provider))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        if (found.isEmpty()) {
            throw new TerraformException.WrongVersion("provider " + provider + ": expected " + constraint
                    + ", but the configuration uses only " + new TreeMap<>(versions));
        }
        if (!constraint.allows(found)) {
            throw new TerraformException.WrongVersion("provider " + provider + ": expected " + constraint
                    + ", but init chose " + found + ". Change required_providers or .terraform.lock.hcl.");
        }
    }

    /** Writes the providers' checksums for these platforms into the lock file. */
    public void lockProviders(List<String> platforms) {
        run(new ProvidersLockCommand(platforms));
    }

    private Answer execute(Subcommand command) {
        return providers.during(command, more -> execution.run(command, more), () -> install(InitCommand.init()));
    }

    private Answer run(Subcommand command) {
        return check(command, execute(command));
    }

    private Answer check(Subcommand command, Answer answer) {
        if (!answer.result().succeeded()) {
            throw failure(command, answer);
        }
        for (Diagnostic diagnostic : answer.diagnostics()) {
            // Terraform lets a misspelt variable in a file pass with a warning, and the default would be tested
            if (diagnostic.summary().equals("Value for undeclared variable")) {
                throw new TerraformException.UndeclaredVariable(
                        mask(diagnostic.summary() + ": " + diagnostic.detail()), answer.diagnostics());
            }
        }
        return answer;
    }

    private static JsonNode json(Answer answer) {
        try {
            return JSON.readTree(answer.result().stdout());
        } catch (JacksonException e) {
            throw new TerraformException.NotRunnable(
                    answer.result().argv() + " answered with something that is no JSON: "
                            + answer.result().stderrTail(),
                    e);
        }
    }

    private TerraformException failure(Subcommand command, Answer answer) {
        return Failures.of(execution.name(command), answer.result(), answer.diagnostics(), execution.secrets());
    }
}
