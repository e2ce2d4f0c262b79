package io.groundcheck.release.latency;

import java.time.Duration;

/**
 * One answered request, over a connection of its own.
 *
 * @param path what was asked for
 * @param took from sending the request until the whole answer was read; the connection was open by then
 * @param way what the network takes there and back: the time in which the connection was opened
 */
public record Sample(String path, Duration took, Duration way) {}
