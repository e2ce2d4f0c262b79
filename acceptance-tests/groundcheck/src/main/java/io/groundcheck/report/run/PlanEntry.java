package io.groundcheck.report.run;

import io.groundcheck.plan.Action;
import io.groundcheck.plan.Change;
import io.groundcheck.plan.CheckResult;
import io.groundcheck.plan.OutputChange;
import io.groundcheck.plan.Plan;
import io.groundcheck.plan.ResourceChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A plan as it is shown. Made when the plan is, so that the report keeps no plan, and with it no secret, in memory.
 *
 * @param after how long after the test's begin it was made
 * @param errored whether planning failed midway
 * @param summary such as {@code 2 to add, 1 to change, 0 to destroy}
 * @param changes resources and outputs that would change
 * @param drift what changed outside Terraform
 * @param checks conditions and check blocks that did not pass
 */
public record PlanEntry(
        Duration after,
        boolean errored,
        String summary,
        List<Block> changes,
        List<Block> drift,
        List<CheckResult> checks) {

    /**
     * What would become of one resource or output.
     *
     * @param sign as Terraform prints it: {@code +}, {@code ~}, {@code -/+}, {@code -}
     * @param heading address and what would be done, and why
     * @param lines its attributes
     */
    public record Block(String sign, String heading, List<DiffLine> lines) {}

    static PlanEntry of(Duration after, Plan plan) {
        var changes = new ArrayList<Block>();
        plan.changes().stream().filter(change -> !change.isNoOp()).forEach(change -> changes.add(block(change)));
        plan.effectiveOutputs().forEach(output -> changes.add(block(output)));
        return new PlanEntry(
                after,
                plan.errored(),
                summary(plan),
                changes,
                plan.drift().stream().map(PlanEntry::block).toList(),
                plan.checks().stream()
                        .filter(check -> !check.status().equals("pass"))
                        .toList());
    }

    private static String summary(Plan plan) {
        if (plan.isEmpty()) {
            return "No changes.";
        }
        int replaced = plan.with(Action.REPLACE).size();
        return String.format(
                Locale.ROOT,
                "%d to add, %d to change, %d to destroy.",
                plan.with(Action.CREATE).size() + replaced,
                plan.with(Action.UPDATE).size(),
                plan.with(Action.DELETE).size() + replaced);
    }

    private static Block block(ResourceChange change) {
        var heading = new StringBuilder(change.address() + " " + change.action().words());
        change.deposed()
                .ifPresent(
                        key -> heading.append(" (deposed object ").append(key).append(')'));
        change.previousAddress()
                .ifPresent(from -> heading.append(", moved from ").append(from));
        change.importing().ifPresent(id -> heading.append(", imported as ").append(id));
        change.reason()
                .ifPresent(reason ->
                        heading.append(" (").append(reason.replace('_', ' ')).append(')'));
        return new Block(
                sign(change.action()), heading.toString(), DiffLine.of(change.change(), change.replacePaths()));
    }

    private static Block block(OutputChange output) {
        Change change = output.change();
        return new Block(
                sign(change.action()),
                "output." + output.name() + " " + change.action().words(),
                DiffLine.of(change, List.of()));
    }

    private static String sign(Action action) {
        return switch (action) {
            case CREATE -> "+";
            case UPDATE -> "~";
            case REPLACE -> "-/+";
            case DELETE -> "-";
            case FORGET -> ".";
            case READ -> "<=";
            case NO_OP -> ">";
        };
    }
}
