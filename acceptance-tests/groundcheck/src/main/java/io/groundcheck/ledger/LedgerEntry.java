package io.groundcheck.ledger;

import io.groundcheck.process.ProcessIdentity;
import java.util.Map;

/**
 * Something that was started, and that somebody must end.
 *
 * @param id its name in the ledger: letters, digits and -
 * @param kind what it is
 * @param owner the JVM that started it; while it lives, it is the one to end it
 * @param what for people: the test and the module, or the emulator
 * @param details what ending it takes, by name; never a secret
 */
public record LedgerEntry(String id, Kind kind, ProcessIdentity owner, String what, Map<String, String> details) {

    /** What can be in the ledger. */
    public enum Kind {
        /** Resources made by Terraform; {@code workspace} names the folder, {@code resume} the script that ends it. */
        STACK,
        /** A process; {@code pid} and {@code start_time} say which. */
        PROCESS
    }

    public LedgerEntry {
        details = Map.copyOf(details);
        if (!id.matches("[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException("id: expected letters, digits and -, but was \"" + id + "\"");
        }
    }

    /** For a process, which one. */
    public ProcessIdentity process() {
        if (kind != Kind.PROCESS) {
            throw new IllegalStateException(id + " is a " + kind + ", not a process");
        }
        return new ProcessIdentity(
                Long.parseLong(details.getOrDefault("pid", "0")),
                Long.parseLong(details.getOrDefault("start_time", "0")));
    }
}
