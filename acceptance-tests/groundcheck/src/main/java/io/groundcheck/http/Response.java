package io.groundcheck.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP/1.1 answer, read to its end.
 *
 * @param status the status code
 * @param headers values by lower-case name, in the order they came
 * @param body the whole body, read as UTF-8
 */
public record Response(int status, Map<String, List<String>> headers, String body) {

    public Response {
        headers = Map.copyOf(headers);
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }
}
