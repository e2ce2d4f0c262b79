package io.groundcheck.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which process this is: pids are used again, pid and start time together aren't.
 *
 * @param pid the process
 * @param startTime its start in clock ticks since boot, field 22 of {@code /proc/<pid>/stat}; 0 where there is no
 *     {@code /proc}
 */
public record ProcessIdentity(long pid, long startTime) {

    /** This JVM. */
    public static ProcessIdentity current() {
        return of(ProcessHandle.current().pid());
    }

    /** The process that has this pid now, or had it until a moment ago. */
    public static ProcessIdentity of(long pid) {
        return new ProcessIdentity(pid, startTimeOf(pid));
    }

    /** Whether this very process still runs; where no start time is known, whether its pid is in use. */
    public boolean isAlive() {
        boolean alive = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        if (!alive || startTime == 0) {
            return alive;
        }
        long now = startTimeOf(pid);
        return (now == 0 || now == startTime) && !isZombie();
    }

    /** It has ended, but whoever should ask for its exit code hasn't: in a container, often nobody ever does. */
    private boolean isZombie() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
        } catch (IOException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    /** Proc(5); the second field may hold blanks and brackets, so count from its last bracket. */
    private static long startTimeOf(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Long.parseLong(fields[22 - 3]);
        } catch (IOException | RuntimeException e) {
            return 0; // no /proc here, or the process has just ended
        }
    }
}
