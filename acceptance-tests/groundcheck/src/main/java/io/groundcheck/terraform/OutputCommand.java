package io.groundcheck.terraform;

import java.util.List;

/** {@code terraform output -json}: every output, those marked sensitive in clear. */
public record OutputCommand() implements Subcommand {

    @Override
    public List<String> argv() {
        return List.of("output", "-json");
    }

    @Override
    public String title() {
        return "output";
    }
}
