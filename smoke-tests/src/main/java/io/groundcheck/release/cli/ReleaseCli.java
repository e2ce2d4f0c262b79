package io.groundcheck.release.cli;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.gate.GateRefusedException;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: finds the command, runs it, and turns what comes of it into words and an exit code. */
final class ReleaseCli {

    private final PrintWriter out;
    private final PrintWriter err;
    private final Session session;

    ReleaseCli(Map<String, String> env, PrintWriter out, PrintWriter err, Session.Connection.Opener opener) {
        this(env, out, err, opener, new Ending());
    }

    ReleaseCli(
            Map<String, String> env,
            PrintWriter out,
            PrintWriter err,
            Session.Connection.Opener opener,
            Ending ending) {
        this.out = out;
        this.err = err;
        this.session = new Session(env, out, opener, ending);
    }

    /** Runs one command; gives the exit code of docs/contracts.md. */
    int run(String... args) {
        int code = commandLine().execute(args);
        if (code == ExitCode.DONE.value() || code == ExitCode.ROLLED_BACK.value()) {
            session.end();
        }
        return code;
    }

    CommandLine commandLine() {
        var line = new CommandLine(new Root())
                .addSubcommand(new StatusCommand(session))
                .addSubcommand(new StageCommand(session))
                .addSubcommand(new GuardCommand(session))
                .addSubcommand(new AwaitCommand(session))
                .addSubcommand(new SmokeCommand(session))
                .addSubcommand(new KeepCliCommand(session))
                .addSubcommand(new CutoverCommand(session))
                .addSubcommand(new RollbackCommand(session))
                .addSubcommand(new WatchCommand(session))
                .addSubcommand(new RetireCommand(session))
                .addSubcommand(new ReportCommand(session));
        line.setOut(out)
                .setErr(err)
                .registerConverter(Digest.class, Converters::digest)
                .registerConverter(Colour.class, Converters::colour)
                .registerConverter(Duration.class, Converters::duration)
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure));
        return line;
    }

    private int failed(Exception failure) {
        if (failure instanceof ReleaseException expected) {
            err.println("release: " + expected.getMessage());
            if (expected instanceof GateRefusedException refused) {
                err.println("gate: " + refused.gate());
            }
            return expected.exitCode().value();
        }
        err.println("release: a defect of this program: " + failure);
        failure.printStackTrace(err);
        return ExitCode.INTERNAL.value();
    }

    /** Prints the usage when no command is given. */
    @Command(
            name = "release",
            mixinStandardHelpOptions = true,
            version = "release CLI, record schema 1",
            description = {
                "Decides whether a version may take live traffic, and moves it.",
                "TARGET (fakecloud or aws) says where; with aws, AWS_ACCOUNT_ID must name the account."
            },
            footer = {
                "",
                "Exit codes: 0 done or already so, 1 a gate refused, 2 usage, 3 AWS or network, 4 another holder or lost"
                        + " race, 5 watch or a canary rolled back, 6 timed out, 70 a defect of this program, 130 interrupted."
            })
    static final class Root implements Runnable {

        @CommandLine.Spec
        private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

        @Override
        public void run() {
            throw new CommandLine.ParameterException(
                    java.util.Objects.requireNonNull(spec).commandLine(), "say which command");
        }
    }
}
