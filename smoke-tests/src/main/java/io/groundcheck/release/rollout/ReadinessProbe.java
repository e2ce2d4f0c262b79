package io.groundcheck.release.rollout;

import io.groundcheck.release.record.Colour;
import java.util.Optional;

/** Asks a colour over its candidate route whether it is ready. */
@FunctionalInterface
public interface ReadinessProbe {

    /** What was answered instead of "ready"; empty if it is ready. */
    Optional<String> unready(Colour colour);
}
