package io.groundcheck.release.watch;

/** What a look comes to. */
public sealed interface WatchStep {

    /** Look again. */
    record GoOn() implements WatchStep {}

    /** The bake time is over and all was well. */
    record Baked() implements WatchStep {}

    /** Roll back. */
    record Breach(String reason) implements WatchStep {}

    /** Somebody else made a switch: what was watched is no longer the question. */
    record Superseded(String reason) implements WatchStep {}
}
