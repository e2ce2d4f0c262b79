package io.groundcheck.release.smoke;

import io.cucumber.messages.types.Envelope;
import io.cucumber.plugin.EventListener;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.PickleStepTestStep;
import io.cucumber.plugin.event.Result;
import io.cucumber.plugin.event.TestCaseFinished;
import io.cucumber.plugin.event.TestCaseStarted;
import io.cucumber.plugin.event.TestStepFinished;
import io.groundcheck.release.smoke.candidate.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Listens to Cucumber and keeps how each scenario ended. */
final class ScenarioCollector implements EventListener {

    private final ScenarioIds ids = new ScenarioIds();
    private final List<ScenarioResult> results = new ArrayList<>();
    private final Secrets secrets;
    private final boolean dryRun;
    private final Consumer<ScenarioResult> ended;
    private Optional<String> unfinishedStep = Optional.empty();

    /** @param ended is told each result as it comes */
    ScenarioCollector(Secrets secrets, boolean dryRun, Consumer<ScenarioResult> ended) {
        this.secrets = secrets;
        this.dryRun = dryRun;
        this.ended = ended;
    }

    List<ScenarioResult> results() {
        return List.copyOf(results);
    }

    @Override
    public void setEventPublisher(EventPublisher publisher) {
        publisher.registerHandlerFor(Envelope.class, ids::note);
        publisher.registerHandlerFor(TestCaseStarted.class, event -> unfinishedStep = Optional.empty());
        publisher.registerHandlerFor(TestStepFinished.class, this::stepFinished);
        publisher.registerHandlerFor(TestCaseFinished.class, this::scenarioFinished);
    }

    private void stepFinished(TestStepFinished event) {
        if (unfinishedStep.isEmpty()
                && !event.getResult().getStatus().isOk()
                && event.getTestStep() instanceof PickleStepTestStep step) {
            unfinishedStep =
                    Optional.of(step.getStep().getKeyword() + step.getStep().getText());
        }
    }

    private void scenarioFinished(TestCaseFinished event) {
        var status = statusOf(event.getResult());
        var result = new ScenarioResult(
                ids.idOf(event.getTestCase()),
                status,
                event.getResult().getDuration(),
                status == Status.PASSED ? Optional.empty() : Optional.of(secrets.redact(why(event.getResult()))));
        results.add(result);
        ended.accept(result);
    }

    /** Cucumber calls a scenario passed whose steps it has only looked up. Nothing was proven: it isn't. */
    private Status statusOf(Result result) {
        var status = Status.valueOf(result.getStatus().name());
        return dryRun && status == Status.PASSED ? Status.SKIPPED : status;
    }

    private String why(Result result) {
        @Nullable Throwable error = result.getError();
        var step = unfinishedStep.map(text -> " at the step \"" + text + "\"").orElse("");
        return switch (result.getStatus()) {
            case UNDEFINED -> "a step is not defined" + step;
            case PENDING -> "a step is not written yet" + step;
            case AMBIGUOUS -> "a step has more than one definition" + step;
            default -> {
                if (error == null) {
                    yield dryRun ? "not run: dry run" : "not run";
                }
                var message = error.getMessage();
                yield (message == null || message.isBlank() ? error.toString() : message.strip());
            }
        };
    }
}
