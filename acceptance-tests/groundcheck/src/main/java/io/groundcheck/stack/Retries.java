package io.groundcheck.stack;

import io.groundcheck.terraform.TerraformException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Whether a step that failed is taken again. It isn't, unless somebody has said for which error.
 *
 * @param error what the message must contain
 * @param times how often at most, beyond the first time
 * @param pause how long to wait before each
 */
record Retries(Pattern error, int times, Duration pause) {

    /** Never. */
    static final Retries NONE = new Retries(Pattern.compile("(?!)"), 0, Duration.ZERO);

    Retries {
        if (times < 0) {
            throw new IllegalArgumentException("times: expected none or more, but was " + times);
        }
    }

    /** Takes a step, again if it may; each time is told before. */
    <T> T run(Supplier<T> step, Consumer<String> log) {
        for (int failures = 0; ; failures++) {
            try {
                return step.get();
            } catch (TerraformException.TimedOut | TerraformException.Cancelled | TerraformException.NotRunnable e) {
                throw e; // no second time would end otherwise
            } catch (TerraformException e) {
                String message = String.valueOf(e.getMessage());
                if (failures >= times || !error.matcher(message).find()) {
                    throw e;
                }
                log.accept("retry " + (failures + 1) + " of " + times + " in " + pause.toMillis()
                        + " ms, because the error matches /" + error + "/: " + message);
                sleep(e);
            }
        }
    }

    private void sleep(TerraformException failure) {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
