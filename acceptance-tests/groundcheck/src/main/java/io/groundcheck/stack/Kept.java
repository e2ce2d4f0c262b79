package io.groundcheck.stack;

import io.groundcheck.files.UserFolders;
import io.groundcheck.ledger.Ledger;
import io.groundcheck.ledger.LedgerEntry;
import io.groundcheck.process.ProcessIdentity;
import io.groundcheck.target.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Stacks that outlive their run because a person asked for it with {@code GROUNDCHECK_KEEP=1}: the next run of the same
 * test, module and target goes on with the state. The module is copied anew, so what is applied is what stands there now.
 */
final class Kept {

    static final String VARIABLE = "GROUNDCHECK_KEEP";

    private Kept() {}

    /**
     * Whether this run keeps its stacks.
     *
     * @throws IllegalArgumentException if the variable is something else than 1, 0 or empty
     */
    static boolean isAskedFor(Map<String, String> env) {
        String said = env.getOrDefault(VARIABLE, "");
        return switch (said) {
            case "", "0" -> false;
            case "1" -> true;
            default -> throw new IllegalArgumentException(VARIABLE + " is \"" + said + "\": say 1, or leave it unset");
        };
    }

    /** The same for each run of a test with a module on a target; another one has another. */
    static String id(String name, String test, Path module, Target target) {
        String all = String.join(
                "\n",
                test,
                module.toAbsolutePath().normalize().toString(),
                target.name(),
                target.account(),
                target.region(),
                target.environment().getOrDefault("AWS_ENDPOINT_URL", ""));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return name + "-kept-" + HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Takes over what an earlier run kept.
     *
     * @throws IllegalStateException if another run has it
     */
    static Optional<LedgerEntry> takeOver(Ledger ledger, String id) {
        Optional<LedgerEntry> known =
                ledger.entries().stream().filter(entry -> entry.id().equals(id)).findFirst();
        return known.map(entry -> ledger.adopt(entry)
                .orElseThrow(() -> new IllegalStateException(entry.what() + " was kept, and process "
                        + entry.owner().pid() + " works with it now: wait for its end")));
    }

    /**
     * Refuses to keep what can't stay.
     *
     * @throws IllegalStateException if the emulator ends with this run
     */
    static void check(Target target, UserFolders folders) {
        String endpoint = target.environment().getOrDefault("AWS_ENDPOINT_URL", "");
        boolean endsWithUs = Ledger.in(folders).entries().stream()
                .filter(entry -> entry.kind() == LedgerEntry.Kind.PROCESS)
                .filter(entry -> entry.owner().equals(ProcessIdentity.current()))
                .anyMatch(
                        entry -> !endpoint.isEmpty() && entry.detail("endpoint").equals(endpoint));
        if (endsWithUs) {
            throw new IllegalStateException(VARIABLE + "=1, but the emulator at " + endpoint
                    + " ends with this run, and the stack with it. Run `make emulator-up`, and set EMULATOR=default.");
        }
    }
}
