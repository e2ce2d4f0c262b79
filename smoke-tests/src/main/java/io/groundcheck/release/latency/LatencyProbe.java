package io.groundcheck.release.latency;

import java.io.IOException;
import java.util.List;

/** Asks users' questions, and measures. */
@FunctionalInterface
public interface LatencyProbe {

    /**
     * One request for each path, each over a new connection. What isn't answered with 200 is left out: that is no
     * latency, and other looks see it.
     *
     * @throws IOException if nobody answers; whether that is wrong is for others to say
     */
    List<Sample> round() throws IOException;
}
