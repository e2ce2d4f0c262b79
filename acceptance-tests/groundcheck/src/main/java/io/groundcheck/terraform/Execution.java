package io.groundcheck.terraform;

import io.groundcheck.plan.Secrets;
import io.groundcheck.process.Command;
import io.groundcheck.process.OutputListener;
import io.groundcheck.process.ProcessResult;
import io.groundcheck.process.ProcessRunner;
import io.groundcheck.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs Terraform's or OpenTofu's commands as processes in one folder: what they tell goes to a {@link Progress}, without secrets. */
final class Execution {

    private final Program program;
    private final Path directory;
    private final Map<String, String> environment;
    private final Timeouts timeouts;
    private final Progress progress;
    private final ProcessRunner runner = new ProcessRunner();
    private final AtomicReference<Secrets> secrets = new AtomicReference<>(Secrets.NONE);
    private volatile @Nullable RunningProcess running;
    private volatile @Nullable Path transcript;
    private volatile Map<String, String> mark = Map.of();

    Execution(Program program, Path directory, Map<String, String> environment, Timeouts timeouts, Progress progress) {
        this.program = program;
        this.directory = directory;
        this.environment = environment;
        this.timeouts = timeouts;
        this.progress = progress;
    }

    /** A command's end, and what it told on the way. */
    record Answer(ProcessResult result, List<Diagnostic> diagnostics) {}

    Program program() {
        return program;
    }

    /** What a failure calls a command: {@code tofu plan}. */
    String name(Subcommand command) {
        return program.cli().product().program() + " " + command.title();
    }

    Path directory() {
        return directory;
    }

    Map<String, String> environment() {
        return environment;
    }

    Progress progress() {
        return progress;
    }

    void keepEvents(Path file, Map<String, String> with) {
        transcript = file;
        mark = Map.copyOf(with);
    }

    void hide(Secrets more) {
        secrets.updateAndGet(known -> known.and(more));
        progress.hide(more);
    }

    Secrets secrets() {
        Secrets known = secrets.get();
        return known == null ? Secrets.NONE : known;
    }

    String mask(String text) {
        return secrets().mask(text);
    }

    void cancel() {
        var process = running;
        if (process != null) {
            process.cancel();
        }
    }

    /**
     * Runs a command to its end, whatever that is.
     *
     * @param more variables for this command alone
     * @throws TerraformException.NotRunnable if it can't be started
     * @throws TerraformException.Cancelled if this thread is interrupted; the command has ended then
     */
    Answer run(Subcommand command, Map<String, String> more) {
        var all = new TreeMap<>(environment);
        all.putAll(more);
        all.putAll(mark);
        var diagnostics = new CopyOnWriteArrayList<Diagnostic>();
        boolean streams = command.argv().contains("-json") && tellsEvents(command);
        progress.started(command);
        Program.Invocation invocation = program.invocation(command.argv(), directory, all);
        OptionalInt exitCode = OptionalInt.empty();
        try {
            var process = runner.start(
                    withTranscript(
                            command,
                            new Command(invocation.argv(), directory, invocation.environment(), timeouts.of(command))),
                    listener(command, streams, diagnostics));
            running = process;
            progress.running(command, process.identity());
            ProcessResult result = process.await();
            exitCode = OptionalInt.of(result.exitCode());
            progress.ended(command, result.exitCode(), result.took());
            return new Answer(result, diagnostics);
        } catch (IOException e) {
            throw new TerraformException.NotRunnable(name(command) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TerraformException.Cancelled(name(command) + " was interrupted, and has ended", List.of());
        } finally {
            running = null;
            invocation.aftermath().ended(exitCode);
        }
    }

    private Command withTranscript(Subcommand subcommand, Command command) {
        Path file = transcript;
        boolean changes = subcommand instanceof ApplyCommand || subcommand instanceof DestroyCommand;
        return changes && file != null ? command.withTranscript(file) : command;
    }

    private static boolean tellsEvents(Subcommand command) {
        return command instanceof PlanCommand || command instanceof ApplyCommand || command instanceof DestroyCommand;
    }

    private OutputListener listener(Subcommand command, boolean streams, List<Diagnostic> diagnostics) {
        return new OutputListener() {
            @Override
            public void stdout(String line) {
                if (streams) {
                    Event event = Event.parse(line).masked(secrets());
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
}
