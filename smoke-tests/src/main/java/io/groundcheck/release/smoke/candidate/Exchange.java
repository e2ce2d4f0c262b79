package io.groundcheck.release.smoke.candidate;

import io.restassured.http.Header;
import io.restassured.http.Headers;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import java.time.Duration;

/** One request and its answer as text, for the reader of a failure. Secrets are already replaced. */
record Exchange(String text) {

    private static final int LONGEST_BODY = 2_000;

    static Exchange answered(
            FilterableRequestSpecification request, Response response, Duration took, Secrets secrets) {
        var text = new StringBuilder(sent(request))
                .append("< ")
                .append(response.statusCode())
                .append("   after ")
                .append(took.toMillis())
                .append(" ms\n");
        appendHeaders(text, "< ", response.headers());
        appendBody(text, "< ", response.asString());
        return new Exchange(secrets.redact(text.toString()));
    }

    static Exchange unanswered(
            FilterableRequestSpecification request, Exception error, Duration took, Secrets secrets) {
        return new Exchange(
                secrets.redact(sent(request) + "< no answer after " + took.toMillis() + " ms: " + error + "\n"));
    }

    private static String sent(FilterableRequestSpecification request) {
        var text = new StringBuilder("> ")
                .append(request.getMethod())
                .append(' ')
                .append(request.getURI())
                .append('\n');
        appendHeaders(text, "> ", request.getHeaders());
        Object body = request.getBody();
        appendBody(text, "> ", body == null ? "" : body.toString());
        return text.toString();
    }

    private static void appendHeaders(StringBuilder text, String mark, Headers headers) {
        for (Header header : headers) {
            var value = Secrets.isSecret(header.getName()) ? "(redacted)" : header.getValue();
            text.append(mark)
                    .append(header.getName())
                    .append(": ")
                    .append(value)
                    .append('\n');
        }
    }

    private static void appendBody(StringBuilder text, String mark, String body) {
        if (body.isEmpty()) {
            return;
        }
        var shown = body.length() <= LONGEST_BODY
                ? body
                : body.substring(0, LONGEST_BODY) + "… (" + body.length() + " characters)";
        text.append(mark.stripTrailing()).append('\n');
        shown.lines().forEach(line -> text.append(mark).append(line).append('\n'));
    }
}
