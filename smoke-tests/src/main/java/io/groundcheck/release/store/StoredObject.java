package io.groundcheck.release.store;

import java.util.Optional;

/**
 * An object as it was read.
 *
 * @param body its bytes
 * @param etag its entity tag, quotes included
 * @param versionId its version; empty if the bucket keeps none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: the entity tag says whether two are the same
public record StoredObject(byte[] body, String etag, Optional<String> versionId) {}
