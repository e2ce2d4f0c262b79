package io.groundcheck.terraform;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code terraform show -json}: a saved plan, or the state; either in clear.
 *
 * @param plan the saved plan; empty for the state
 */
public record ShowCommand(Optional<Path> plan) implements Subcommand {

    /** Shows a saved plan. */
    public static ShowCommand plan(Path plan) {
        return new ShowCommand(Optional.of(plan));
    }

    /** Shows the state. */
    public static ShowCommand state() {
        return new ShowCommand(Optional.empty());
    }

    @Override
    public List<String> argv() {
        var arguments = Arguments.of("show", "-json");
        plan.ifPresent(file -> arguments.add(file.toString()));
        return arguments.list();
    }

    @Override
    public String title() {
        return "show";
    }
}
