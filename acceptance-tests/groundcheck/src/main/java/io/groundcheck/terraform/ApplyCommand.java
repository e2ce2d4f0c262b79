package io.groundcheck.terraform;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code terraform apply}: a saved plan, or a new one that nobody looks at first.
 *
 * @param plan the saved plan; its variables are in it
 * @param varFiles files with values for the variables, if there is no saved plan
 */
public record ApplyCommand(Optional<Path> plan, List<Path> varFiles) implements Subcommand {

    /**
     * @throws IllegalArgumentException if both are given: Terraform refuses variables beside a saved plan
     */
    public ApplyCommand {
        varFiles = List.copyOf(varFiles);
        if (plan.isPresent() && !varFiles.isEmpty()) {
            throw new IllegalArgumentException("varFiles: expected none beside a saved plan, but was " + varFiles);
        }
    }

    /** Applies a saved plan. */
    public static ApplyCommand saved(Path plan) {
        return new ApplyCommand(Optional.of(plan), List.of());
    }

    /** Plans and applies in one. */
    public static ApplyCommand with(List<Path> varFiles) {
        return new ApplyCommand(Optional.empty(), varFiles);
    }

    @Override
    public List<String> argv() {
        var arguments =
                Arguments.of("apply", "-input=false", "-auto-approve", "-json").varFiles(varFiles);
        plan.ifPresent(file -> arguments.add(file.toString()));
        return arguments.list();
    }

    @Override
    public String title() {
        return "apply";
    }
}
