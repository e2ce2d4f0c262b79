package io.groundcheck.release.watch;

/** Is the new version to stay? Pure. */
public final class WatchDecision {

    private WatchDecision() {}

    /**
     * Decides.
     *
     * @param tolerated so many looks in a row may fail
     */
    public static WatchStep decide(WatchObservation seen, int tolerated) {
        if (seen.epochNow() != seen.epoch()) {
            return new WatchStep.Superseded("another switch began (epoch " + seen.epochNow() + ", watched was epoch "
                    + seen.epoch() + "); it decides now");
        }
        if (!seen.traffic().isTo(seen.watched())) {
            return new WatchStep.Breach(
                    "traffic goes to " + seen.traffic() + ", but the record says " + seen.watched() + " is live");
        }
        return BreachDecision.decide(seen.looked(), tolerated)
                .<WatchStep>map(WatchStep.Breach::new)
                .orElseGet(() -> seen.left().isZero() || seen.left().isNegative()
                        ? new WatchStep.Baked()
                        : new WatchStep.GoOn());
    }
}
