package io.groundcheck.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Processes of a JVM that is gone. */
public final class OrphanedProcess {

    private static final Path PROC = Path.of("/proc");

    private OrphanedProcess() {}

    /**
     * Ends one with its process group: one SIGTERM for it alone, a wait, then SIGKILL for all that is left of the group.
     * A process whose start time isn't known is left alone, since its pid may be another's by now.
     *
     * @return whether it has ended
     */
    public static boolean end(ProcessIdentity process, Duration grace) {
        if (process.startTime() == 0) {
            return !process.isAlive();
        }
        if (process.isAlive()) {
            ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroy);
        }
        if (!endsWithin(process, grace)) {
            ProcessHandle.of(process.pid()).filter(handle -> process.isAlive()).ifPresent(handle -> {
                List<ProcessHandle> family = handle.descendants().toList();
                killGroup(process.pid());
                handle.destroyForcibly();
                family.forEach(ProcessHandle::destroyForcibly);
            });
        }
        return endsWithin(process, Duration.ofSeconds(10));
    }

    private static boolean endsWithin(ProcessIdentity process, Duration time) {
        long until = System.nanoTime() + time.toNanos();
        try {
            while (process.isAlive()) {
                if (System.nanoTime() > until) {
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    /** Only for the leader of a group that still runs: a number whose leader is gone may be another's. */
    private static void killGroup(long leader) {
        if (groupOf(leader) != leader) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-KILL", "--", "-" + leader)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            // no kill(1): the handles are all there is
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long groupOf(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[5 - 3]);
        } catch (IOException | RuntimeException e) {
            return -1; // no /proc here, or it has just ended
        }
    }

    /**
     * This user's processes that have a variable with this value in their environment, eldest first; none where there is
     * no {@code /proc}.
     */
    public static List<ProcessIdentity> withVariable(String name, String value) {
        String wanted = '\0' + name + '=' + value + '\0';
        var found = new ArrayList<ProcessIdentity>();
        try (Stream<Path> processes = Files.list(PROC)) {
            for (Path process : processes
                    .filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .toList()) {
                if (environment(process).contains(wanted)) {
                    found.add(ProcessIdentity.of(
                            Long.parseLong(process.getFileName().toString())));
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        found.sort(Comparator.comparingLong(ProcessIdentity::startTime));
        return List.copyOf(found);
    }

    private static String environment(Path process) {
        try {
            return '\0' + new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // another user's, or it has just ended
        }
    }
}
