package io.groundcheck.release.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.groundcheck.release.ExitCode;
import io.groundcheck.release.ReleaseException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes the documents of docs/contracts.md: snake_case names, ISO-8601 instants, two spaces of indentation.
 * Reading is strict, because writing back a document of which a field was not understood would lose that field.
 */
public final class Json {

    private static final JsonMapper STRICT = JsonMapper.builder()
            // A record's fields are the document; what else it can say about itself (isFree) isn't.
            .changeDefaultVisibility(visible -> visible.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private static final JsonMapper LENIENT = STRICT.rebuild()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    /**
     * Reads a document that this program also writes.
     *
     * @param name what to call the document in an error, such as {@code s3://bucket/release.json}
     * @throws ReleaseException (exit code 3) if it isn't JSON, or a field is missing, unknown or of another kind
     */
    public static <T> T read(String name, byte[] body, Class<T> type) {
        return read(STRICT, name, body, type);
    }

    /** Reads a document that somebody else writes: fields that are not asked for are skipped. */
    public static <T> T readOnly(String name, byte[] body, Class<T> type) {
        return read(LENIENT, name, body, type);
    }

    /** The document as UTF-8 text that ends with a newline. */
    public static byte[] write(Object document) {
        return text(document).getBytes(StandardCharsets.UTF_8);
    }

    /** The document as text that ends with a newline. */
    public static String text(Object document) {
        return STRICT.writeValueAsString(document) + "\n";
    }

    private static <T> T read(JsonMapper mapper, String name, byte[] body, Class<T> type) {
        try {
            var value = mapper.readValue(body, type);
            if (value == null) {
                throw malformed(name, "it is null", null);
            }
            return value;
        } catch (JacksonException e) {
            throw malformed(name, reason(e), e);
        }
    }

    private static String reason(JacksonException e) {
        var message = e.getCause() instanceof IllegalArgumentException cause && cause.getMessage() != null
                ? cause.getMessage()
                : e.getOriginalMessage();
        var path = e.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .reduce((left, right) -> left + "." + right);
        return path.map(p -> "at " + p + ": " + message).orElse(message);
    }

    private static ReleaseException malformed(
            String name, String why, @org.jspecify.annotations.Nullable Throwable cause) {
        var message = name + " can't be read: " + why
                + ". Look at it; its earlier versions are kept by the bucket's versioning.";
        return cause == null
                ? new ReleaseException(ExitCode.UNREACHABLE, message)
                : new ReleaseException(ExitCode.UNREACHABLE, message, cause);
    }
}
