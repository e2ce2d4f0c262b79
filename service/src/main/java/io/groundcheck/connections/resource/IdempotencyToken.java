package io.groundcheck.connections.resource;

import io.groundcheck.connections.problem.ProblemException;
import io.groundcheck.connections.problem.ProblemType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A client's promise that two calls are the same one.
 *
 * @param scope the collection that the call creates in; a key of one collection means nothing in another
 * @param key the Idempotency-Key header
 * @param fingerprint SHA-256, in hexadecimal, of what was asked for
 */
public record IdempotencyToken(String scope, String key, String fingerprint) {

    /** The header. */
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

    /**
     * Reads the header.
     *
     * @param content the values of the request, in a fixed order
     * @return empty if there is no header
     * @throws ProblemException if the key isn't 1 to 255 visible ASCII characters
     */
    public static Optional<IdempotencyToken> of(String scope, @Nullable String key, String... content) {
        if (key == null) {
            return Optional.empty();
        }
        if (!KEY.matcher(key).matches()) {
            throw ProblemException.invalid(HEADER, "must be 1 to 255 visible ASCII characters");
        }
        return Optional.of(new IdempotencyToken(scope, key, sha256(content)));
    }

    /**
     * Refuses a key that was used with other content.
     *
     * @param earlier the fingerprint stored with the key
     */
    public void requireSame(String earlier) {
        if (!fingerprint.equals(earlier)) {
            throw new ProblemException(
                    ProblemType.IDEMPOTENCY_KEY_REUSED,
                    "%s %s was used with other content: choose a new key".formatted(HEADER, key));
        }
    }

    /** The problem of a replay whose resource has been deleted since. */
    public ProblemException gone() {
        return new ProblemException(
                ProblemType.IDEMPOTENCY_KEY_REUSED,
                "What %s %s created has been deleted since: choose a new key".formatted(HEADER, key));
    }

    private static String sha256(String... content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : content) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                // The length first, or ("ab", "c") and ("a", "bc") would be the same.
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
