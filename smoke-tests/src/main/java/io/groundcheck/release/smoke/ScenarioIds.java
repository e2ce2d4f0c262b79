package io.groundcheck.release.smoke;

import io.cucumber.messages.types.Envelope;
import io.cucumber.messages.types.Examples;
import io.cucumber.messages.types.GherkinDocument;
import io.cucumber.messages.types.RuleChild;
import io.cucumber.messages.types.Scenario;
import io.cucumber.messages.types.TableCell;
import io.cucumber.plugin.event.TestCase;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names scenarios: {@code <feature path>::<scenario name>::<values of the example row, or nothing>}. */
final class ScenarioIds {

    private static final String CLASSPATH = "classpath:";

    /** Values of each example row, by feature and line. */
    private final Map<String, String> rows = new HashMap<>();

    /** Takes note of a feature that Cucumber has read. Rows are known only from there. */
    void note(Envelope envelope) {
        envelope.getGherkinDocument().ifPresent(this::note);
    }

    String idOf(TestCase testCase) {
        var path = pathOf(testCase.getUri().toString());
        var row = rows.getOrDefault(key(path, testCase.getLocation().getLine()), "");
        return path + "::" + testCase.getName() + "::" + row;
    }

    private void note(GherkinDocument document) {
        var path = pathOf(document.getUri().orElse(""));
        var scenarios = document.getFeature().stream()
                .flatMap(feature -> feature.getChildren().stream())
                .flatMap(child -> Stream.concat(
                        child.getScenario().stream(),
                        child.getRule().stream()
                                .flatMap(rule -> rule.getChildren().stream())
                                .map(RuleChild::getScenario)
                                .flatMap(Optional<Scenario>::stream)));
        scenarios
                .flatMap(scenario -> scenario.getExamples().stream())
                .map(Examples::getTableBody)
                .forEach(body -> body.forEach(row -> rows.put(
                        key(path, Math.toIntExact(row.getLocation().getLine())),
                        row.getCells().stream().map(TableCell::getValue).collect(Collectors.joining(", ")))));
    }

    private static String key(String path, int line) {
        return path + ":" + line;
    }

    private static String pathOf(String uri) {
        return uri.startsWith(CLASSPATH) ? uri.substring(CLASSPATH.length()) : uri;
    }
}
