package io.groundcheck.terraform;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Which variable a place in a variables file belongs to. */
final class VariableAt {

    private VariableAt() {}

    /**
     * Finds the variable.
     *
     * @param json the file, or its first line if that is all there is
     * @param offset where its value starts, in characters
     */
    static Optional<String> offset(String json, int offset) {
        @Nullable String name = null;
        int depth = 0;
        try (JsonParser parser = JsonMapper.shared().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (parser.currentTokenLocation().getCharOffset() > offset) {
                    break;
                }
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (token == JsonToken.PROPERTY_NAME && depth == 1) {
                    name = parser.currentName();
                }
            }
        } catch (JacksonException e) {
            // the line ends in the middle; what was read up to there is enough
        }
        return Optional.ofNullable(name);
    }
}
