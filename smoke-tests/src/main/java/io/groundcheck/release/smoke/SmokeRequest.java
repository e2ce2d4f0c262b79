package io.groundcheck.release.smoke;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What to run the smoke specs against.
 *
 * @param url base of the service, {@code http} or {@code https}; paths such as {@code /version} are appended
 * @param headers sent with every request, such as the candidate headers; values whose names speak of tokens,
 *     credentials or cookies are never printed or reported
 * @param expectedVersion what {@code /version} must say; empty: not compared
 * @param expectedDigest the image digest {@code /version} must say; empty: not compared, and the report is partial
 * @param tagFilter a Cucumber tag expression, such as {@code @health}; makes the report partial
 * @param reportDirectory where {@code smoke.html} and {@code smoke.xml} are written; created when missing
 * @param dryRun only looks whether every step is defined; sends no request
 */
public record SmokeRequest(
        URI url,
        Map<String, String> headers,
        Optional<String> expectedVersion,
        Optional<String> expectedDigest,
        Optional<String> tagFilter,
        Path reportDirectory,
        boolean dryRun) {

    /** @throws IllegalArgumentException if the URL is not an absolute http or https URL with a host */
    public SmokeRequest {
        var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "url: expected http://host[:port] or https://host[:port] but was '" + url + "'");
        }
        headers = Map.copyOf(headers);
    }
}
