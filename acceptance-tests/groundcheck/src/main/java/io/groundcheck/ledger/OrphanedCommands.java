package io.groundcheck.ledger;

import io.groundcheck.process.OrphanedProcess;
import io.groundcheck.process.ProcessIdentity;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The Terraform that outlived the JVM which started it. */
public final class OrphanedCommands {

    /** The variable in the environment of everything that works on a stack; its value is the stack's id in the ledger. */
    public static final String MARK = "GROUNDCHECK_STACK";

    private OrphanedCommands() {}

    /**
     * Ends whatever still works on an orphaned stack. The command that the ledger names is asked first (one SIGTERM, so
     * that it saves what it has made); after its grace, it and its whole process group are killed. So is what carries the
     * stack's mark: a command that had no time to get into the ledger, or a provider that lost its Terraform.
     *
     * @param grace how long the command may take to end by itself
     * @return what was ended, for people; empty if nothing ran
     */
    public static List<String> end(LedgerEntry stack, Duration grace) {
        Set<String> ended = new LinkedHashSet<>();
        stack.command().filter(ProcessIdentity::isAlive).ifPresent(command -> {
            OrphanedProcess.end(command, grace);
            ended.add("terraform, process " + command.pid());
        });
        for (ProcessIdentity marked : OrphanedProcess.withVariable(MARK, stack.id())) {
            if (marked.isAlive()) {
                OrphanedProcess.end(marked, grace);
                ended.add("process " + marked.pid());
            }
        }
        return List.copyOf(ended);
    }
}
