package io.groundcheck.release.cutover;

import io.groundcheck.release.time.Ticker;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Counts right answers. A changed rule reaches a load balancer's nodes one after another, and nobody says how fast: so
 * one right answer proves nothing, and the old version must have been quiet for a while.
 */
final class Verifier {

    private final VersionProbe probe;
    private final Ticker ticker;
    private final SwitchSettings settings;
    private final Duration started;
    private Duration quietSince;
    private int inARow;
    private String wrong = "nothing was answered yet";

    Verifier(VersionProbe probe, Ticker ticker, SwitchSettings settings) {
        this.probe = probe;
        this.ticker = ticker;
        this.settings = settings;
        this.started = ticker.now();
        this.quietSince = started;
    }

    /** Looks for one slice of time, or until there is a result. */
    Verification look(Predicate<VersionProbe.Answer> right) {
        var end = ticker.now().plus(settings.slice());
        while (ticker.now().compareTo(end) < 0) {
            ask(right);
            if (inARow >= settings.inARow() && ticker.now().minus(quietSince).compareTo(settings.quiet()) >= 0) {
                return new Verification.Seen();
            }
            if (ticker.now().minus(started).compareTo(settings.longest()) >= 0) {
                return new Verification.TimedOut("for " + settings.longest().toSeconds() + " s not "
                        + settings.inARow() + " right answers in a row and "
                        + settings.quiet().toSeconds()
                        + " s without a wrong one; the last wrong one: " + wrong);
            }
            ticker.sleep(settings.pause());
        }
        return new Verification.Looking();
    }

    private void ask(Predicate<VersionProbe.Answer> right) {
        var others = probe.others(right);
        if (others.isEmpty()) {
            inARow++;
        } else {
            inARow = 0;
            quietSince = ticker.now();
            wrong = others.get();
        }
    }
}
