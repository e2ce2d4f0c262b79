package io.groundcheck.terraform;

import java.nio.file.Path;
import java.util.List;

/**
 * {@code terraform import}: takes something that exists into the state.
 *
 * @param address what the configuration calls it
 * @param id what the provider calls it
 * @param varFiles files with values for the variables
 */
public record ImportCommand(String address, String id, List<Path> varFiles) implements Subcommand {

    public ImportCommand {
        varFiles = List.copyOf(varFiles);
    }

    @Override
    public List<String> argv() {
        return Arguments.of("import", "-input=false", "-no-color")
                .varFiles(varFiles)
                .add(address)
                .add(id)
                .list();
    }

    @Override
    public String title() {
        return "import";
    }
}
