package io.groundcheck.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One HTTP/1.1 request.
 *
 * @param method such as {@code GET}
 * @param path absolute path with query, such as {@code /version}
 * @param headers header names and values as sent; {@code Host} and {@code Content-Length} are added
 * @param body text sent after the headers as UTF-8; empty for none
 */
public record Request(String method, String path, Map<String, String> headers, String body) {

    /**
     * @throws IllegalArgumentException if the method, the path or a header holds what would end its line
     */
    public Request {
        headers = Map.copyOf(headers);
        checkToken("method", method);
        if (!path.startsWith("/") || path.chars().anyMatch(c -> c <= ' ' || c == 127)) {
            throw new IllegalArgumentException(
                    "path: expected / and no space or control character, but was \"" + path + "\"");
        }
        headers.forEach((name, value) -> {
            checkToken("header name", name);
            if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 127)) {
                throw new IllegalArgumentException("header " + name + ": a value can't hold a control character");
            }
        });
    }

    private static void checkToken(String what, String text) {
        // RFC 9110, 5.6.2
        if (!text.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            throw new IllegalArgumentException(what + ": expected letters, digits or -_., but was \"" + text + "\"");
        }
    }

    /** A request without a body. */
    public static Request get(String path) {
        return new Request("GET", path, Map.of(), "");
    }

    /** A POST of JSON text. */
    public static Request postJson(String path, String json) {
        return new Request("POST", path, Map.of("Content-Type", "application/json"), json);
    }

    /** The same request with these headers added or replaced. */
    public Request with(Map<String, String> more) {
        var all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Request(method, path, all, body);
    }
}
