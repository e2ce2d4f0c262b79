package io.groundcheck.release.cutover;

import io.groundcheck.release.latency.Baseline;
import io.groundcheck.release.record.Digest;
import io.groundcheck.release.record.Pending;
import java.util.Optional;

/** Looks after a canary: alarms, what users and the new version answer, how fast, and for how long it has gone well. */
public interface CanaryWatch {

    /**
     * One look, and a pause after it if it isn't over. A step's time runs from this process's first look at it.
     *
     * @param pending the switch; its canary says which part of requests goes to the new version
     * @param old what the rest gets
     * @param baseline how fast users were answered before; empty if this process hasn't measured it
     */
    Canary look(Pending pending, Digest old, Optional<Baseline> baseline);

    /** One that lets nothing pass: a canary that nobody looks at is none. */
    static CanaryWatch none() {
        return (pending, old, baseline) -> new Canary.Breached("nobody looks at it");
    }
}
