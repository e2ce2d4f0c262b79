package io.groundcheck.release.cli;

import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;
import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Reads option values. */
final class Converters {

    private static final Pattern DURATION = Pattern.compile("([0-9]+)(ms|s|m|h)");

    private Converters() {}

    static Digest digest(String text) {
        try {
            return new Digest(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    static Colour colour(String text) {
        try {
            return Colour.of(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    /** A number and a unit, such as {@code 500ms}, {@code 30s}, {@code 10m} or {@code 1h}. */
    static Duration duration(String text) {
        var found = DURATION.matcher(text);
        if (!found.matches()) {
            throw new TypeConversionException(
                    "expected a number and a unit (ms, s, m, h), such as 30s or 10m, but was '" + text + "'");
        }
        var amount = Long.parseLong(found.group(1));
        return switch (found.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }
}
