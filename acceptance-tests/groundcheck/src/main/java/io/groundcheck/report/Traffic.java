package io.groundcheck.report;

import io.groundcheck.http.LoadResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The requests of a load.
 *
 * @param started when the load started
 * @param answers every request, in the order sent
 */
public record Traffic(Instant started, List<Answer> answers) {

    /** What stands in for an answerer that isn't known. */
    static final String UNATTRIBUTED = "not attributed";

    public Traffic {
        answers = answers.stream()
                .sorted(Comparator.comparingLong(Answer::sentMicros))
                .toList();
    }

    /** The requests of a load that ran in this JVM. */
    public static Traffic of(LoadResult result) {
        return new Traffic(
                result.started(),
                result.samples().stream()
                        .map(sample -> new Answer(
                                (sample.sentNanos() - result.startedNanos()) / 1_000,
                                (sample.endedNanos() - sample.sentNanos()) / 1_000,
                                sample.answeredBy(),
                                sample.failure()))
                        .toList());
    }

    /**
     * The requests of a load that ran elsewhere.
     *
     * @param name what to call the document in an error
     * @param json as {@link LoadResult#toJson()} writes it
     * @throws IllegalArgumentException if it isn't that, naming the place
     */
    public static Traffic parse(String name, String json) {
        try {
            JsonNode document = JsonMapper.shared().readTree(json);
            var answers = new ArrayList<Answer>();
            for (JsonNode sample : document.required("samples")) {
                answers.add(new Answer(
                        sample.required(0).longValue(),
                        sample.required(1).longValue(),
                        text(sample.required(4)),
                        text(sample.required(5))));
            }
            return new Traffic(Instant.parse(document.required("started").stringValue()), answers);
        } catch (JacksonException | java.time.DateTimeException e) {
            throw new IllegalArgumentException(
                    name + ": expected a load's result as LoadResult.toJson() writes it, but " + e.getMessage(), e);
        }
    }

    private static Optional<String> text(JsonNode node) {
        return node.isNull() ? Optional.empty() : Optional.of(node.stringValue());
    }

    /** Who answered, in the order of their first answer: the colours in the drawing follow it. */
    List<String> answerers() {
        return answers.stream()
                .filter(answer -> !answer.failed())
                .map(Traffic::answerer)
                .distinct()
                .toList();
    }

    static String answerer(Answer answer) {
        return answer.by().orElse(UNATTRIBUTED);
    }

    /** From the start to the last request sent or answered, in seconds; never 0, so that it can be drawn. */
    double seconds() {
        return answers.stream()
                .mapToDouble(answer -> (answer.sentMicros() + answer.tookMicros()) / 1e6)
                .max()
                .orElse(0);
    }
}
