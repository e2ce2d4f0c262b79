package io.groundcheck.connections.connection;

import jakarta.validation.constraints.NotNull;

/** The body of POST. */
record ConnectionRequest(@NotNull String to, @NotNull Kind kind) {}
