package io.groundcheck.terraform;

import java.util.List;

/** {@code terraform validate -json}: whether the configuration makes sense on its own. */
public record ValidateCommand() implements Subcommand {

    @Override
    public List<String> argv() {
        return List.of("validate", "-json");
    }

    @Override
    public String title() {
        return "validate";
    }
}
