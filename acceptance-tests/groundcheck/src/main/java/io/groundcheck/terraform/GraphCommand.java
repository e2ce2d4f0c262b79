package io.groundcheck.terraform;

import java.util.List;

/** {@code terraform graph}: what depends on what, in the DOT language. */
public record GraphCommand() implements Subcommand {

    @Override
    public List<String> argv() {
        return List.of("graph");
    }

    @Override
    public String title() {
        return "graph";
    }
}
