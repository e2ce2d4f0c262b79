package io.groundcheck.terraform;

import io.groundcheck.files.UserFolders;
import io.groundcheck.plan.Plan;
import io.groundcheck.plan.Secrets;
import io.groundcheck.process.ChildEnvironment;
import io.groundcheck.process.Command;
import io.groundcheck.process.Executables;
import io.groundcheck.process.OutputListener;
import io.groundcheck.process.ProcessResult;
import io.groundcheck.process.ProcessRunner;
import io.groundcheck.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Terraform in one folder: runs its commands and reads their answers. A command that fails throws a {@link
 * TerraformException} with Terraform's own diagnostics.
 */
public final class Terraform {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path executable;
    private final Path directory;
    private final Map<String, String> environment;
    private final CliConfiguration cliConfiguration;
    private final Timeouts timeouts;
    private final Progress progress;
    private final ProcessRunner runner = new ProcessRunner();
    private final AtomicReference<Secrets> secrets = new AtomicReference<>(Secrets.NONE);
    private volatile @Nullable RunningProcess running;

    private Terraform(
            Path executable,
            Path directory,
            Map<String, String> environment,
            CliConfiguration cliConfiguration,
            Timeouts timeouts,
            Progress progress) {
        this.executable = executable;
        this.directory = directory;
        this.environment = environment;
        this.cliConfiguration = cliConfiguration;
        this.timeouts = timeouts;
        this.progress = progress;
    }

    /**
     * The Terraform on this machine's PATH, in a folder.
     *
     * @param directory the root module
     * @param targets what the target adds to the environment
     * @param timeouts how long each step may take
     * @param progress hears what happens
     * @throws TerraformException.NotRunnable if there is no Terraform
     */
    public static Terraform in(Path directory, Map<String, String> targets, Timeouts timeouts, Progress progress) {
        Map<String, String> parent = System.getenv();
        Path executable = Executables.onPath("terraform", parent)
                .orElseThrow(() -> new TerraformException.NotRunnable(
                        "there is no terraform on PATH. Install Terraform 1.10 or newer, then run `make doctor`."));
        CliConfiguration configuration =
                CliConfiguration.of(parent, UserFolders.of(parent).cache());
        var own = new LinkedHashMap<>(targets);
        own.put("TF_IN_AUTOMATION", "1");
        own.put("TF_INPUT", "0");
        own.put("CHECKPOINT_DISABLE", "1");
        try {
            own.put("TF_CLI_CONFIG_FILE", configuration.write().toString());
        } catch (IOException e) {
            throw new TerraformException.NotRunnable(
                    "cannot write Terraform's CLI configuration: " + e.getMessage(), e);
        }
        return new Terraform(
                executable, directory, ChildEnvironment.of(parent, own), configuration, timeouts, progress);
    }

    /** The whole environment that its commands run in. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Keeps these out of every message and of all that {@link Progress} hears, from now on. */
    public void hide(Secrets more) {
        secrets.updateAndGet(known -> known.and(more));
        progress.hide(more);
    }

    /** A text without the secrets known so far. */
    public String mask(String text) {
        return known().mask(text);
    }

    private Secrets known() {
        Secrets known = secrets.get();
        return known == null ? Secrets.NONE : known;
    }

    /** Asks the command on its way to end, if there is one; the call that waits for it then throws. */
    public void cancel() {
        var process = running;
        if (process != null) {
            process.cancel();
        }
    }

    /** Installs providers and modules and configures the backend. */
    public void init(InitCommand command) {
        if (!cliConfiguration.sharesCache()) {
            run(command);
            return;
        }
        try {
            FileLocks.holding(cliConfiguration.cacheLock(), () -> run(command));
        } catch (IOException e) {
            throw new TerraformException.NotRunnable(
                    "cannot lock the provider cache " + cliConfiguration.cacheLock() + ": " + e.getMessage(), e);
        }
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
        progress.planned(plan);
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

    /** The outputs; the sensitive ones are hidden from messages from then on. */
    public Outputs output() {
        Outputs outputs = Outputs.parse(run(new OutputCommand()).result().stdout());
        hide(outputs.secrets());
        progress.read(outputs);
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

    /** The version of Terraform, such as {@code 1.11.4}. */
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

    /** Writes the providers' checksums for these platforms into the lock file. */
    public void lockProviders(List<String> platforms) {
        run(new ProvidersLockCommand(platforms));
    }

    /** A command's end, and what it told on the way. */
    private record Answer(ProcessResult result, List<Diagnostic> diagnostics) {}

    private Answer run(Subcommand command) {
        Answer answer = execute(command);
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

    private Answer execute(Subcommand command) {
        var argv = new ArrayList<String>();
        argv.add(executable.toString());
        argv.addAll(command.argv());
        var diagnostics = new CopyOnWriteArrayList<Diagnostic>();
        boolean streams = command.argv().contains("-json") && tellsEvents(command);
        progress.started(command);
        try {
            var process = runner.start(
                    new Command(argv, directory, environment, timeouts.of(command)),
                    listener(command, streams, diagnostics));
            running = process;
            ProcessResult result = process.await();
            progress.ended(command, result.exitCode(), result.took());
            return new Answer(result, diagnostics);
        } catch (IOException e) {
            throw new TerraformException.NotRunnable("terraform " + command.title() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TerraformException.Cancelled(
                    "terraform " + command.title() + " was interrupted, and has ended", List.of());
        } finally {
            running = null;
        }
    }

    private static boolean tellsEvents(Subcommand command) {
        return command instanceof PlanCommand || command instanceof ApplyCommand || command instanceof DestroyCommand;
    }

    private OutputListener listener(Subcommand command, boolean streams, List<Diagnostic> diagnostics) {
        return new OutputListener() {
            @Override
            public void stdout(String line) {
                if (streams) {
                    Event event = Event.parse(line).masked(known());
                    event.diagnostic().ifPresent(diagnostics::add);
                    progress.told(command, event);
                } else if (command instanceof InitCommand) {
                    progress.told(command, Event.text(mask(line)));
                }
                // the others answer with data in clear, which is nobody's but the caller's
            }

            @Override
            public void stderr(String line) {
                progress.complained(command, mask(line));
            }
        };
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
        return Failures.of(command, answer.result(), answer.diagnostics(), known());
    }
}
