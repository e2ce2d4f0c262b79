package io.groundcheck.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a process is still the one that was started: pids are used again, pid and start time together aren't.
 *
 * @param pid the process
 * @param alive whether some process has this pid now
 * @param startTime its start in clock ticks since boot; 0 where there is no {@code /proc}
 */
record ProcessIdentity(long pid, boolean alive, long startTime) {

    static ProcessIdentity of(long pid) {
        boolean alive = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        return new ProcessIdentity(pid, alive, alive ? startTimeOf(pid) : 0);
    }

    boolean isSameAs(long recordedStartTime) {
        return alive && (recordedStartTime == 0 || startTime == 0 || recordedStartTime == startTime);
    }

    String describe() {
        return alive ? "another process has its number now, started at tick " + startTime : "no such process";
    }

    /** Field 22 of {@code /proc/<pid>/stat} (proc(5)); the second field may hold blanks, so count after its bracket. */
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
