package io.groundcheck.connections.connection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items in the order of creation
 * @param next the cursor of the next page, null exactly when this is the last one
 */
record ConnectionPage(List<Connection> items, @Nullable String next) {}
