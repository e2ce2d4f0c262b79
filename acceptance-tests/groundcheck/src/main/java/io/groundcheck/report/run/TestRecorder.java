package io.groundcheck.report.run;

import io.groundcheck.plan.Plan;
import io.groundcheck.plan.Secrets;
import io.groundcheck.terraform.Cli;
import io.groundcheck.terraform.Diagnostic;
import io.groundcheck.terraform.Event;
import io.groundcheck.terraform.Outputs;
import io.groundcheck.terraform.Product;
import io.groundcheck.terraform.Progress;
import io.groundcheck.terraform.Subcommand;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Notes what one test does: it hears Terraform as a {@link Progress} does, and is told the end. May be called from more
 * than one thread.
 *
 * <pre>{@code
 * TestRecorder test = RunReport.ofThisJvm().test(context.getUniqueId(), "NetworkTest", "two zones");
 * Stack network = Stack.of(module, target, "NetworkTest", test);
 * test.ended(Outcome.PASSED, Optional.empty());
 * }</pre>
 */
public final class TestRecorder implements Progress {

    private final String container;
    private final String name;
    private final InstantSource clock;
    private final Instant started;
    private final List<Step> steps = new ArrayList<>();
    private final List<PlanEntry> plans = new ArrayList<>();
    private final Map<String, String> outputs = new LinkedHashMap<>();
    private Optional<Cli> cli = Optional.empty();
    private Outcome outcome = Outcome.UNFINISHED;
    private Optional<String> message = Optional.empty();
    private Optional<Instant> ended = Optional.empty();
    private Secrets secrets = Secrets.NONE;

    private static final class Step {
        private final Subcommand command;
        private final Instant started;
        private final List<Diagnostic> diagnostics = new ArrayList<>();
        private final List<StepEntry.ResourceTime> resources = new ArrayList<>();
        private final Map<String, Instant> underway = new HashMap<>();
        private OptionalInt exitCode = OptionalInt.empty();
        private Optional<Instant> ended = Optional.empty();

        private Step(Subcommand command, Instant started) {
            this.command = command;
            this.started = started;
        }
    }

    TestRecorder(String container, String name, InstantSource clock) {
        this.container = container;
        this.name = name;
        this.clock = clock;
        this.started = clock.instant();
    }

    @Override
    public synchronized void uses(Cli runs) {
        cli = Optional.of(runs);
    }

    @Override
    public synchronized void started(Subcommand command) {
        steps.add(new Step(command, clock.instant()));
    }

    @Override
    public synchronized void told(Subcommand command, Event event) {
        running(command).ifPresent(step -> {
            event.diagnostic().ifPresent(step.diagnostics::add);
            event.address().ifPresent(address -> time(step, event, address));
        });
    }

    private void time(Step step, Event event, String address) {
        switch (event.type()) {
            case "apply_start" -> step.underway.put(address, clock.instant());
            case "apply_complete", "apply_errored" -> {
                Instant since = step.underway.remove(address);
                if (since != null) {
                    step.resources.add(new StepEntry.ResourceTime(
                            address, event.action().orElse(""), Duration.between(since, clock.instant())));
                }
            }
            default -> {
                // other events tell what is planned or read, not what takes its time
            }
        }
    }

    @Override
    public synchronized void ended(Subcommand command, int exitCode, Duration took) {
        running(command).ifPresent(step -> {
            step.exitCode = OptionalInt.of(exitCode);
            step.ended = Optional.of(clock.instant());
        });
    }

    /** Notes a plan. What the plan knows to be secret is hidden in the whole report. */
    @Override
    public synchronized void planned(Plan plan) {
        hide(plan.secrets());
        plans.add(PlanEntry.of(since(started, clock.instant()), plan));
    }

    /** Notes the outputs, in place of earlier ones. */
    @Override
    public synchronized void read(Outputs read) {
        hide(read.secrets());
        outputs.clear();
        read.names().stream()
                .sorted()
                .forEach(output -> outputs.put(
                        output,
                        read.isSensitive(output)
                                ? Secrets.MASK
                                : read.json(output).toString()));
    }

    /** Texts that must not be shown, wherever they stand; also in what was noted before. */
    @Override
    public synchronized void hide(Secrets more) {
        secrets = secrets.and(more);
    }

    /**
     * Notes how the test ended.
     *
     * @param reason why it failed or did not run
     */
    public synchronized void ended(Outcome how, Optional<String> reason) {
        outcome = how;
        message = reason;
        ended = Optional.of(clock.instant());
    }

    synchronized Secrets secrets() {
        return secrets;
    }

    /** What there is to report now. */
    synchronized TestEntry entry() {
        Instant until = ended.orElseGet(clock::instant);
        return new TestEntry(
                container,
                name,
                outcome,
                message,
                started,
                since(started, until),
                steps.stream().map(step -> entry(step, until)).toList(),
                List.copyOf(plans),
                new LinkedHashMap<>(outputs),
                cli.map(Cli::title));
    }

    private StepEntry entry(Step step, Instant now) {
        return new StepEntry(
                step.command.title(),
                cli.map(Cli::product).orElse(Product.TERRAFORM).program() + " " + String.join(" ", step.command.argv()),
                since(started, step.started),
                since(step.started, step.ended.orElse(now)),
                step.exitCode,
                List.copyOf(step.diagnostics),
                List.copyOf(step.resources));
    }

    /** The newest of that command that hasn't ended: two of a test's stacks may run at the same time. */
    private Optional<Step> running(Subcommand command) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            if (step.ended.isEmpty() && step.command.equals(command)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    private static Duration since(Instant from, Instant until) {
        return Duration.between(from, until);
    }
}
