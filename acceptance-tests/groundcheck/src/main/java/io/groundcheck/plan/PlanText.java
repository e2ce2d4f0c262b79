package io.groundcheck.plan;

import java.util.List;

/** A plan as a diff for people, much as Terraform prints it; every value goes through {@link Value#toString()}. */
final class PlanText {

    private PlanText() {}

    static String of(Plan plan) {
        var text = new StringBuilder();
        for (ResourceChange change : plan.effective()) {
            resource(text, change);
        }
        for (OutputChange output : plan.effectiveOutputs()) {
            text.append(sign(output.change().action()))
                    .append(" output.")
                    .append(output.name())
                    .append('\n');
            differences(text, output.change(), List.of());
        }
        if (text.isEmpty()) {
            text.append("No changes.\n");
        }
        return text.toString();
    }

    static void resource(StringBuilder text, ResourceChange change) {
        text.append(sign(change.action()))
                .append(' ')
                .append(change.address())
                .append(' ')
                .append(change.action().words());
        change.deposed()
                .ifPresent(key -> text.append(" (deposed object ").append(key).append(')'));
        change.previousAddress().ifPresent(from -> text.append(", moved from ").append(from));
        change.importing().ifPresent(id -> text.append(", imported as ").append(id));
        change.reason()
                .ifPresent(reason ->
                        text.append(" (").append(reason.replace('_', ' ')).append(')'));
        text.append('\n');
        differences(text, change.change(), change.replacePaths());
    }

    private static void differences(StringBuilder text, Change change, List<AttributePath> forcing) {
        if (change.action() == Action.DELETE || change.action() == Action.FORGET) {
            return;
        }
        for (Difference difference : change.differences()) {
            boolean forces = forcing.stream()
                    .anyMatch(path ->
                            path.holds(difference.path()) || difference.path().holds(path));
            text.append("    ")
                    .append(difference)
                    .append(forces ? " # forces replacement" : "")
                    .append('\n');
        }
    }

    private static String sign(Action action) {
        return switch (action) {
            case CREATE -> "+";
            case UPDATE -> "~";
            case REPLACE -> "-/+";
            case DELETE -> "-";
            case FORGET -> ".";
            case READ -> "<=";
            case NO_OP -> " ";
        };
    }
}
