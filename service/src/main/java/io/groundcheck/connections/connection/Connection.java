package io.groundcheck.connections.connection;

/**
 * A connection: it belongs to {@code from} and is listed there. The other direction is a connection of its own.
 *
 * @param version always 1: a connection is deleted and made anew, never changed
 */
public record Connection(String id, String from, String to, Kind kind, long version) {}
