package io.groundcheck.terraform;

import java.util.List;

/** {@code terraform state list}: the addresses of everything in the state. */
public record StateListCommand() implements Subcommand {

    @Override
    public List<String> argv() {
        return List.of("state", "list");
    }

    @Override
    public String title() {
        return "state list";
    }
}
