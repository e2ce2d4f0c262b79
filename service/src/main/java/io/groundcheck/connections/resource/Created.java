package io.groundcheck.connections.resource;

/**
 * What a create call led to.
 *
 * @param value the resource
 * @param replayed whether an earlier call with the same idempotency key had made it
 */
public record Created<T>(T value, boolean replayed) {

    /** Made by this call. */
    public static <T> Created<T> now(T value) {
        return new Created<>(value, false);
    }

    /** Made by an earlier call with the same key. */
    public static <T> Created<T> before(T value) {
        return new Created<>(value, true);
    }
}
