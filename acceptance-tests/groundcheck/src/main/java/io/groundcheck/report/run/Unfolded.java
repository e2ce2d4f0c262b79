package io.groundcheck.report.run;

import io.groundcheck.plan.Value;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A text that holds JSON, such as an IAM policy, line by line: within one line nobody sees what changed in it. Works on
 * the value as it may be shown, so what is hidden stays hidden.
 */
final class Unfolded {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Unfolded() {}

    static Optional<List<String>> of(Value value) {
        String shown = value.toString();
        if (!shown.startsWith("\"{") && !shown.startsWith("\"[")) {
            return Optional.empty();
        }
        try {
            JsonNode text = JSON.readTree(shown);
            JsonNode inner = JSON.readTree(text.asString(""));
            return inner.isContainer()
                    ? Optional.of(JSON.writeValueAsString(inner).lines().toList())
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty(); // a text that only looks like JSON is shown as it is
        }
    }
}
