package io.groundcheck.connections.resource;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.regex.Pattern;

/** Identifiers: UUIDs of version 7, so that their order as text is the order of creation, to the millisecond. */
public final class Ids {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** See <a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.7">RFC 9562, UUID version 7</a>. */
    public static String next(Clock clock) {
        long high = clock.millis() << 16 | 0x7000 | RANDOM.nextInt(1 << 12);
        long low = RANDOM.nextLong() >>> 2 | 1L << 63;
        return new UUID(high, low).toString();
    }

    /** Whether this could be an identifier of ours; a store is asked for nothing else. */
    public static boolean isId(String text) {
        return FORM.matcher(text).matches();
    }
}
