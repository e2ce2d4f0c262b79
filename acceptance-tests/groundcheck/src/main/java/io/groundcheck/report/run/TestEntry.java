package io.groundcheck.report.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is reported of a test. Nothing sensitive is in it.
 *
 * @param container where it stands, such as the class's name
 * @param name what it is called
 * @param outcome how it ended
 * @param message why it failed or did not run
 * @param started when it began
 * @param took how long it took, or has taken so far
 * @param steps the Terraform commands it ran, in the order started
 * @param plans the plans it made
 * @param outputs the root module's outputs as last read, as text, sensitive ones hidden
 * @param cli what ran its commands: product, version and place
 */
public record TestEntry(
        String container,
        String name,
        Outcome outcome,
        Optional<String> message,
        Instant started,
        Duration took,
        List<StepEntry> steps,
        List<PlanEntry> plans,
        Map<String, String> outputs,
        Optional<String> cli) {

    /** Whether it had to do with infrastructure at all. */
    boolean hasDetails() {
        return !steps.isEmpty() || !plans.isEmpty() || !outputs.isEmpty();
    }
}
