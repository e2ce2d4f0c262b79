package io.groundcheck.ledger;

import io.groundcheck.process.ProcessIdentity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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
        /**
         * Resources made by Terraform; {@code workspace} names the folder, {@code root} the root module in it, {@code
         * resume} the script that ends it, {@code target}, {@code endpoint}, {@code region} and {@code account} where
         * they are, {@code pid} and {@code start_time} the last command that changed something.
         */
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
        return identity();
    }

    /** For a stack, the command that changed something last; it may have ended long ago. */
    public Optional<ProcessIdentity> command() {
        return kind == Kind.STACK && details.containsKey("pid") ? Optional.of(identity()) : Optional.empty();
    }

    private ProcessIdentity identity() {
        return new ProcessIdentity(
                Long.parseLong(details.getOrDefault("pid", "0")),
                Long.parseLong(details.getOrDefault("start_time", "0")));
    }

    /** One of its details; empty if it has none of that name. */
    public String detail(String name) {
        return details.getOrDefault(name, "");
    }

    /** The same thing, to be ended by another JVM. */
    public LedgerEntry ownedBy(ProcessIdentity other) {
        return new LedgerEntry(id, kind, other, what, details);
    }

    /** The same thing, with the command that changes it now. */
    public LedgerEntry runs(ProcessIdentity command) {
        return with("pid", Long.toString(command.pid())).with("start_time", Long.toString(command.startTime()));
    }

    /** The same thing, to be left alone until the test that made it runs again. */
    public LedgerEntry kept() {
        return with("kept", "true");
    }

    /** Whether a person has asked that it stays after its run. */
    public boolean isKept() {
        return detail("kept").equals("true");
    }

    private LedgerEntry with(String name, String value) {
        var more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new LedgerEntry(id, kind, owner, what, more);
    }
}
