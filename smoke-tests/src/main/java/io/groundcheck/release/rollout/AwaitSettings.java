package io.groundcheck.release.rollout;

import java.time.Duration;

/**
 * How to wait.
 *
 * @param longest give up after this
 * @param pause between two looks
 * @param crashes so many tasks that ended by themselves are a crash loop
 * @param logLines how much of an ended task's log to show
 */
public record AwaitSettings(Duration longest, Duration pause, int crashes, int logLines) {

    /** Ten minutes, a look every two seconds, three crashes, 50 lines. */
    public static final AwaitSettings DEFAULT = new AwaitSettings(Duration.ofMinutes(10), Duration.ofSeconds(2), 3, 50);

    /** The same with another patience. */
    public AwaitSettings waiting(Duration patience) {
        return new AwaitSettings(patience, pause, crashes, logLines);
    }
}
