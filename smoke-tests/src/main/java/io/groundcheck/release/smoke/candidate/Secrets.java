package io.groundcheck.release.smoke.candidate;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What must not be read in any output: the values of headers whose names speak of tokens, credentials or cookies.
 *
 * <p>A value is replaced wherever it stands, whatever its case (a load balancer compares header values without case,
 * so a token in lower case still opens the route), and also in the spellings JSON, XML and URLs give it.
 */
public final class Secrets {

    private static final String MASK = "(redacted)";
    private static final Pattern SECRET_NAME =
            Pattern.compile("token|auth|cookie|secret|password|api-?key", Pattern.CASE_INSENSITIVE);

    private final List<Pattern> spellings;

    private Secrets(List<Pattern> spellings) {
        this.spellings = spellings;
    }

    /** The secrets among these headers. */
    public static Secrets in(Map<String, String> headers) {
        return new Secrets(headers.entrySet().stream()
                .filter(header ->
                        isSecret(header.getKey()) && !header.getValue().isBlank())
                .flatMap(header -> spellingsOf(header.getValue().strip()))
                .distinct()
                .map(spelling -> Pattern.compile(Pattern.quote(spelling), Pattern.CASE_INSENSITIVE))
                .toList());
    }

    /** Whether a header of this name holds a secret. */
    static boolean isSecret(String headerName) {
        return SECRET_NAME.matcher(headerName).find();
    }

    /** The text with every secret replaced. */
    public String redact(String text) {
        var redacted = text;
        for (var spelling : spellings) {
            redacted = spelling.matcher(redacted).replaceAll(Matcher.quoteReplacement(MASK));
        }
        return redacted;
    }

    private static Stream<String> spellingsOf(String secret) {
        var json = secret.replace("\\", "\\\\").replace("\"", "\\\"");
        var xml = secret.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
        return Stream.of(
                secret, json, json.replace("/", "\\/"), xml, URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }
}
