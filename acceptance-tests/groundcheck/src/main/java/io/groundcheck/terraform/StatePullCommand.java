package io.groundcheck.terraform;

import java.util.List;

/** {@code terraform state pull}: the whole state as JSON, in clear. */
public record StatePullCommand() implements Subcommand {

    @Override
    public List<String> argv() {
        return List.of("state", "pull");
    }

    @Override
    public String title() {
        return "state pull";
    }
}
