package io.groundcheck.release.store;

import java.time.Instant;
import java.util.Optional;

/**
 * An object as it was read.
 *
 * @param body its bytes
 * @param etag its entity tag, quotes included
 * @param versionId its version; empty if the bucket keeps none
 * @param at when it was read, by S3's own clock: the one clock that all processes share
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: the entity tag says whether two are the same
public record StoredObject(byte[] body, String etag, Optional<String> versionId, Instant at) {}
