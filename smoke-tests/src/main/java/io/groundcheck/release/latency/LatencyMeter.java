package io.groundcheck.release.latency;

import io.groundcheck.release.time.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Takes samples, a bounded number in a bounded time. */
public final class LatencyMeter {

    /** What a process asks first pays for its own start: those rounds don't count. */
    private static final int WARM_UP = 3;

    private final LatencyProbe probe;
    private final Ticker ticker;
    private boolean warm;

    public LatencyMeter(LatencyProbe probe, Ticker ticker) {
        this.probe = probe;
        this.ticker = ticker;
    }

    /**
     * Asks so many rounds, or as many as fit, at least one.
     *
     * @param budget no round begins after it
     * @throws IOException if nobody answers
     */
    public List<Sample> take(int rounds, Duration budget) throws IOException {
        var start = ticker.now();
        for (int i = 0; !warm && i < WARM_UP && left(start, budget); i++) {
            probe.round();
        }
        warm = true;
        var samples = new ArrayList<Sample>();
        for (int i = 0; i < rounds && (i == 0 || left(start, budget)); i++) {
            samples.addAll(probe.round());
        }
        return samples;
    }

    private boolean left(Duration start, Duration budget) {
        return ticker.now().minus(start).compareTo(budget) < 0;
    }
}
