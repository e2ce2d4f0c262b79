package io.groundcheck.process;

import io.groundcheck.process.ProcessResult.Ending;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A child process that has been started. Its end is SIGTERM, a wait, then SIGKILL for it and all that it started. */
public final class RunningProcess {

    private static final int STDERR_LINES_KEPT = 200;
    private static final Duration PIPES_CLOSE_WITHIN = Duration.ofSeconds(2);

    private final Command command;
    private final Process process;
    private final boolean leadsGroup;
    private final ProcessIdentity identity;
    private final long startedNanos = System.nanoTime();
    private final AtomicReference<Ending> ending = new AtomicReference<>(Ending.EXITED);
    private final StringBuilder stdout = new StringBuilder();
    private final Deque<String> stderr = new ArrayDeque<>();
    private final Thread stdoutReader;
    private final Thread stderrReader;
    private final ExitHook.Registration atExit;

    RunningProcess(
            Command command,
            Process process,
            Streams.Pair streams,
            OutputListener listener,
            boolean leadsGroup,
            ExitHook.Phase phase) {
        this.command = command;
        this.process = process;
        this.leadsGroup = leadsGroup;
        this.identity = ProcessIdentity.of(process.pid());
        this.stdoutReader = reader("stdout", streams.stdout(), line -> {
            if (listener.keepsStdout()) {
                synchronized (stdout) {
                    stdout.append(line).append('\n');
                }
            }
            listener.stdout(line);
        });
        this.stderrReader = reader("stderr", streams.stderr(), line -> {
            synchronized (stderr) {
                stderr.add(line);
                if (stderr.size() > STDERR_LINES_KEPT) {
                    stderr.remove();
                }
            }
            listener.stderr(line);
        });
        this.atExit = ExitHook.register(phase, command.argv().get(0), () -> {
            cancel();
            await();
        });
        stdoutReader.start();
        stderrReader.start();
        closeStdin();
    }

    private void closeStdin() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has ended already; what it said tells why.
        }
    }

    private Thread reader(String name, InputStream stream, Consumer<String> sink) {
        var thread = new Thread(
                () -> {
                    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            sink.accept(line);
                        }
                    } catch (IOException e) {
                        // The pipe was closed below, under a descendant that outlived the child.
                    }
                },
                command.argv().get(0) + "-" + name);
        thread.setDaemon(true);
        return thread;
    }

    /** Which process it is; it leads a process group of the same number where the machine allows it. */
    public ProcessIdentity identity() {
        return identity;
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Asks the child to end: one SIGTERM, however often this is called. {@link #await()} kills it if it takes longer
     * than its grace.
     */
    public void cancel() {
        terminate(Ending.CANCELLED);
    }

    private void terminate(Ending why) {
        if (process.isAlive() && ending.compareAndSet(Ending.EXITED, why)) {
            // The child alone: Terraform stops its providers itself, once it is done with them. Not Process.destroy():
            // it
            // closes the pipes, too, and the child's last words would end it by SIGPIPE before its state is saved.
            process.toHandle().destroy();
        }
    }

    /**
     * Waits for the end, and brings it about when the command's time is up.
     *
     * @throws InterruptedException if this thread is interrupted; the child has been cancelled and has ended then
     */
    public ProcessResult await() throws InterruptedException {
        try {
            waitUntilItsTimeIsUp();
        } catch (InterruptedException e) {
            terminate(Ending.CANCELLED);
            endWithinGrace();
            throw e;
        }
        return endWithinGrace();
    }

    private void waitUntilItsTimeIsUp() throws InterruptedException {
        long until = startedNanos + command.timeout().toNanos();
        while (process.isAlive() && ending.get() == Ending.EXITED) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                terminate(Ending.TIMED_OUT);
                return;
            }
            // in slices, so that cancel() from another thread starts the grace at once
            if (process.waitFor(Math.min(left, TimeUnit.MILLISECONDS.toNanos(200)), TimeUnit.NANOSECONDS)) {
                return;
            }
        }
    }

    private ProcessResult endWithinGrace() {
        List<ProcessHandle> descendants = process.descendants().toList();
        boolean killed = !waitUninterrupted(command.grace());
        if (killed) {
            kill(descendants);
            waitUninterrupted(Duration.ofSeconds(10));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
        if (ending.get() != Ending.EXITED || !pipesClosed()) {
            kill(descendants); // what outlives its parent holds the pipes and, worse, the cloud
            pipesClosed();
        }
        atExit.remove();
        synchronized (stdout) {
            synchronized (stderr) {
                return new ProcessResult(
                        command.argv(),
                        Objects.requireNonNull(ending.get()),
                        process.isAlive() ? 128 + 9 : process.exitValue(),
                        stdout.toString(),
                        List.copyOf(stderr),
                        took);
            }
        }
    }

    private void kill(List<ProcessHandle> known) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        known.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        if (leadsGroup) {
            killGroup();
        }
    }

    /** Reaches what lost its parent: descendants() can't see it any more, the group still holds it. */
    private void killGroup() {
        try {
            new ProcessBuilder("kill", "-KILL", "--", "-" + identity.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            // no kill(1): the handles above were all that could be done
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean pipesClosed() {
        long until = System.nanoTime() + PIPES_CLOSE_WITHIN.toNanos();
        boolean interrupted = Thread.interrupted();
        try {
            TimeUnit.NANOSECONDS.timedJoin(stdoutReader, Math.max(1, until - System.nanoTime()));
            TimeUnit.NANOSECONDS.timedJoin(stderrReader, Math.max(1, until - System.nanoTime()));
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !stdoutReader.isAlive() && !stderrReader.isAlive();
    }

    /** An interrupt must not cut the wait short: the child would be orphaned. It is set again for the caller. */
    private boolean waitUninterrupted(Duration atMost) {
        long until = System.nanoTime() + atMost.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
