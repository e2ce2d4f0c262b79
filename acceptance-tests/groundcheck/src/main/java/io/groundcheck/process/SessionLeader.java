package io.groundcheck.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How a child gets a session, and so a process group, of its own on this machine. setsid(1) and perl's setsid replace
 * themselves by the program, so that the pid stays the one that was started.
 *
 * @param prefix what stands before the program; empty where no way was found
 */
record SessionLeader(List<String> prefix) {

    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final Path PERL = Path.of("/usr/bin/perl");

    SessionLeader {
        prefix = List.copyOf(prefix);
    }

    static SessionLeader onThisMachine() {
        if (Files.isExecutable(SETSID)) {
            return new SessionLeader(List.of(SETSID.toString()));
        }
        if (Files.isExecutable(PERL)) { // macOS has no setsid
            return new SessionLeader(
                    List.of(PERL.toString(), "-e", "use POSIX; POSIX::setsid(); exec {$ARGV[0]} @ARGV or exit 127"));
        }
        return new SessionLeader(List.of());
    }

    boolean leadsGroup() {
        return !prefix.isEmpty();
    }
}
