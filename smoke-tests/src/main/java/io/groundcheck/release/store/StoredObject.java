package io.groundcheck.release.store;

/**
 * An object as it was read.
 *
 * @param body its bytes
 * @param etag its entity tag, quotes included
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: the entity tag says whether two are the same
public record StoredObject(byte[] body, String etag) {}
