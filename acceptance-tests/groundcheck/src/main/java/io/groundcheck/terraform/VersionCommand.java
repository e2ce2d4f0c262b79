package io.groundcheck.terraform;

import java.util.List;

/** {@code terraform version -json}. */
public record VersionCommand() implements Subcommand {

    @Override
    public List<String> argv() {
        return List.of("version", "-json");
    }

    @Override
    public String title() {
        return "version";
    }
}
