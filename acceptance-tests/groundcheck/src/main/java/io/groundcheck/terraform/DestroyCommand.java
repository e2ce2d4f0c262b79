package io.groundcheck.terraform;

import java.nio.file.Path;
import java.util.List;

/**
 * {@code terraform destroy}.
 *
 * @param varFiles files with values for the variables
 */
public record DestroyCommand(List<Path> varFiles) implements Subcommand {

    public DestroyCommand {
        varFiles = List.copyOf(varFiles);
    }

    @Override
    public List<String> argv() {
        return Arguments.of("destroy", "-input=false", "-auto-approve", "-json")
                .varFiles(varFiles)
                .list();
    }

    @Override
    public String title() {
        return "destroy";
    }
}
