package io.groundcheck.release.smoke;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the environment may set: times such as 500ms, 2s or PT0.5S.
 *
 * @param latencyBudget {@code SMOKE_LATENCY_BUDGET}: what 95 of 100 reads must stay within; 500 ms by default,
 *     generous on purpose: it is meant to catch a broken candidate, not a busy build machine
 * @param readinessTimeout {@code SMOKE_READINESS_TIMEOUT}: how long the service may take to be ready; 30 s by default
 */
record Settings(Duration latencyBudget, Duration readinessTimeout) {

    private static final Pattern SHORT = Pattern.compile("(\\d{1,6})(ms|s)");

    /** @throws IllegalArgumentException if a variable is set to something that is no time */
    static Settings from(Map<String, String> environment) {
        return new Settings(
                duration(environment, "SMOKE_LATENCY_BUDGET", Duration.ofMillis(500)),
                duration(environment, "SMOKE_READINESS_TIMEOUT", Duration.ofSeconds(30)));
    }

    private static Duration duration(Map<String, String> environment, String variable, Duration otherwise) {
        var text = environment.getOrDefault(variable, "").strip();
        if (text.isEmpty()) {
            return otherwise;
        }
        var duration = parse(variable, text);
        if (duration.isZero() || duration.isNegative()) {
            throw unreadable(variable, text);
        }
        return duration;
    }

    private static Duration parse(String variable, String text) {
        var match = SHORT.matcher(text);
        if (match.matches()) {
            var number = Long.parseLong(match.group(1));
            return "s".equals(match.group(2)) ? Duration.ofSeconds(number) : Duration.ofMillis(number);
        }
        try {
            return Duration.parse(text.toUpperCase(Locale.ROOT));
        } catch (DateTimeParseException e) {
            throw unreadable(variable, text);
        }
    }

    private static IllegalArgumentException unreadable(String variable, String text) {
        return new IllegalArgumentException(
                variable + ": expected a time above zero such as 500ms, 2s or PT0.5S but was '" + text + "'");
    }
}
