package io.groundcheck.release.aws.sdk;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Says when the SDK makes a call again, which it does in silence: {@code attempt=2; max=3}. */
final class RetryLog implements ExecutionInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(RetryLog.class);

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        context.httpRequest()
                .firstMatchingHeader("amz-sdk-request")
                .filter(attempt -> !attempt.startsWith("attempt=1;"))
                .ifPresent(attempt -> LOG.warn(
                        "{} again ({})",
                        context.request().getClass().getSimpleName().replaceAll("Request$", ""),
                        attempt));
    }
}
