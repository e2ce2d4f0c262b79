package io.groundcheck.release.aws.sdk;

import io.groundcheck.release.AwsException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What time it was for the server when it answered: the header that RFC 9110, section 6.6.1, asks of it. */
final class HttpDate {

    private HttpDate() {}

    static Instant of(SdkHttpResponse response) {
        var header = response.firstMatchingHeader("Date").orElse("");
        try {
            return ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException e) {
            throw new AwsException(
                    "the answer has no Date that can be read, but '" + header
                            + "': without a clock that all share, nobody knows whether an order is late",
                    false,
                    e);
        }
    }
}
