package io.groundcheck.process;

import java.io.IOException;
import java.util.ArrayList;

/**
 * Starts child processes: in a built environment, in a session of their own, with standard output and standard error
 * read apart. What still runs when the JVM ends is cancelled then.
 *
 * <p>A session of its own keeps a terminal's Ctrl-C from the child: it would reach Terraform beside the SIGTERM sent
 * here, and a second signal makes Terraform abandon its state (terragrunt#2559).
 */
public final class ProcessRunner {

    private final SessionLeader session;

    public ProcessRunner() {
        this(SessionLeader.onThisMachine());
    }

    ProcessRunner(SessionLeader session) {
        this.session = session;
    }

    /**
     * Runs a command to its end.
     *
     * @throws IOException if it can't be started
     * @throws InterruptedException if this thread is interrupted; the child has been cancelled then
     */
    public ProcessResult run(Command command, OutputListener listener) throws IOException, InterruptedException {
        return start(command, listener).await();
    }

    /**
     * Starts a command.
     *
     * @throws IOException if it can't be started: no such program or directory
     */
    public RunningProcess start(Command command, OutputListener listener) throws IOException {
        return start(command, listener, ExitHook.Phase.COMMANDS);
    }

    /**
     * Starts a command that others may depend on.
     *
     * @param atExit when it is cancelled, if the JVM ends first
     * @throws IOException if it can't be started: no such program or directory
     */
    public RunningProcess start(Command command, OutputListener listener, ExitHook.Phase atExit) throws IOException {
        var argv = new ArrayList<>(session.prefix());
        argv.addAll(command.argv());
        var builder = new ProcessBuilder(argv).directory(command.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        Executables.find(command.argv().get(0), command.environment(), command.directory());
        Streams streams = Streams.of(command, builder);
        Process process = builder.start();
        try {
            return new RunningProcess(command, process, streams.of(process), listener, session.leadsGroup(), atExit);
        } catch (IllegalStateException e) {
            process.destroyForcibly();
            throw new IOException(e.getMessage(), e);
        }
    }
}
