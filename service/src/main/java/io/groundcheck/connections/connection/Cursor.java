package io.groundcheck.connections.connection;

import io.groundcheck.connections.problem.ProblemException;
import io.groundcheck.connections.resource.Ids;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place in a list, opaque to callers: after which connection to go on. It stays good when that one is deleted. */
final class Cursor {

    private static final String FORMAT = "1:";

    private Cursor() {}

    static String after(Connection last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((FORMAT + last.id()).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Reads a cursor.
     *
     * @return the id to go on after; empty at the start of the list
     * @throws ProblemException if it isn't one of ours
     */
    static Optional<String> decode(@Nullable String cursor) {
        if (cursor == null) {
            return Optional.empty();
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            if (text.startsWith(FORMAT) && Ids.isId(text.substring(FORMAT.length()))) {
                return Optional.of(text.substring(FORMAT.length()));
            }
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", UNKNOWN);
        }
        throw ProblemException.invalid("cursor", UNKNOWN);
    }

    private static final String UNKNOWN =
            "isn't one that this service gave out: use next of the page before, or start without";
}
