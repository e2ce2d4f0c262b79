package io.groundcheck.release.store;

/**
 * A document and the entity tag it was read with.
 *
 * @param value the document
 * @param etag what a compare-and-swap must name
 */
public record Versioned<T>(T value, String etag) {}
