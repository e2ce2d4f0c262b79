package io.groundcheck.release.latency;

import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;
import java.util.Optional;

/** Measures how fast users are answered just before traffic moves. */
@FunctionalInterface
public interface BaselineMeter {

    /**
     * Measures now, in a second or two.
     *
     * @param live the colour that serves
     * @param digest what it runs
     * @return empty if it couldn't be measured; that stops nobody
     */
    Optional<Baseline> measure(Colour live, Digest digest);

    /** One that measures nothing. */
    static BaselineMeter none() {
        return (live, digest) -> Optional.empty();
    }
}
