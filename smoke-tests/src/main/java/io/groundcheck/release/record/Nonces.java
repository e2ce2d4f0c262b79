package io.groundcheck.release.record;

import java.util.UUID;
import java.util.function.Supplier;

/** Makes texts that nobody else makes. */
public final class Nonces {

    private Nonces() {}

    /** Random UUIDs. */
    public static Supplier<String> random() {
        return () -> UUID.randomUUID().toString();
    }
}
