package io.groundcheck.release.store;

import java.time.Instant;

/**
 * An object's entry in a listing.
 *
 * @param key its key
 * @param lastModified S3's own time of its last write, to the second
 */
public record ListedObject(String key, Instant lastModified) {}
