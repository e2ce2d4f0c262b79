package io.groundcheck.release.aws.sdk;

import io.groundcheck.release.AwsException;
import io.groundcheck.release.aws.LastLook;
import io.groundcheck.release.aws.OrderTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Asks an order's {@link LastLook} between its signing and its sending: the SDK calls {@code beforeTransmission} after
 * the signer, once per attempt. A request without a look passes.
 */
final class LookBeforeSending implements ExecutionInterceptor {

    /** What a request that must be looked at carries. */
    static final ExecutionAttribute<Looking> LOOKING = new ExecutionAttribute<>("release.lastLook");

    private static final DateTimeFormatter DATE_STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** The look, and what became of it. */
    static final class Looking {
        private final LastLook lastLook;
        private boolean stopped;
        private @Nullable AwsException failed;

        Looking(LastLook lastLook) {
            this.lastLook = lastLook;
        }

        /** Whether the look said no: the order wasn't sent. */
        boolean stopped() {
            return stopped;
        }

        /** Why nobody could look: the order wasn't sent. */
        Optional<AwsException> failed() {
            return Optional.ofNullable(failed);
        }
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        var looking = attributes.getAttribute(LOOKING);
        if (looking == null) {
            return;
        }
        Optional<Instant> seen;
        try {
            seen = looking.lastLook.look();
            seen.ifPresent(now -> mustBeInTime(context.httpRequest(), now));
        } catch (AwsException e) {
            looking.failed = e;
            throw SdkClientException.create("not sent: " + e.getMessage(), e);
        }
        if (seen.isEmpty()) {
            looking.stopped = true;
            throw SdkClientException.create("not sent: it came too late");
        }
    }

    /** A date stamp in the future would let AWS take the order later than {@link OrderTimes#LATEST} allows for. */
    private static void mustBeInTime(SdkHttpRequest signed, Instant now) {
        var stamp = signed.firstMatchingHeader("X-Amz-Date")
                .map(text -> DATE_STAMP.parse(text, Instant::from))
                .orElseThrow(() -> new AwsException(
                        "the order was not sent: it isn't signed with a date, and would never expire",
                        false,
                        new IllegalStateException("no X-Amz-Date")));
        var off = Duration.between(now, stamp);
        if (off.abs().compareTo(OrderTimes.CLOCK_MAY_BE_OFF) > 0) {
            throw new AwsException(
                    "the order was not sent: this machine's clock says " + stamp + ", AWS's says " + now
                            + ". Set this machine's clock (`timedatectl set-ntp true`) and run the same command again",
                    false,
                    new IllegalStateException("clock off by " + off));
        }
    }
}
