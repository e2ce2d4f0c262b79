package io.groundcheck.release.cutover;

import io.groundcheck.release.aws.OrderTimes;
import java.time.Duration;

/**
 * How a switch is made and verified.
 *
 * @param orderMargin an order is sent only while the lease lasts at least this long: its time-out and a margin
 * @param inARow so many right answers in a row from every address
 * @param quiet so long without a wrong answer
 * @param pause between two rounds of questions
 * @param slice look for so long, then look at lease, record and rule again
 * @param longest give up verifying after this
 * @param latestOrder so long after its last look an order may still take effect
 */
public record SwitchSettings(
        Duration orderMargin,
        int inARow,
        Duration quiet,
        Duration pause,
        Duration slice,
        Duration longest,
        Duration latestOrder) {

    /** An order without a lease follows its announcement within this (S3 tells the time to the second), or not at all. */
    Duration announcement() {
        var tenth = latestOrder.dividedBy(10);
        return tenth.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : tenth;
    }

    /** 10 in a row and 2 s of quiet, for a minute at most; an order needs 7 s of lease (its time-out is 4 s). */
    public static final SwitchSettings DEFAULT = new SwitchSettings(
            Duration.ofSeconds(7),
            10,
            Duration.ofSeconds(2),
            Duration.ofMillis(50),
            Duration.ofSeconds(3),
            Duration.ofMinutes(1),
            OrderTimes.LATEST);
}
