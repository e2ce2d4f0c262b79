package io.groundcheck.plan;

/**
 * How a root module's output would change.
 *
 * @param name the output
 * @param change what would become of its value
 */
public record OutputChange(String name, Change change) {}
