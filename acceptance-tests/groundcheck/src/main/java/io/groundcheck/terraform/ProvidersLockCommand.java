package io.groundcheck.terraform;

import java.util.List;

/**
 * {@code terraform providers lock}: writes the checksums of the providers for each platform into the lock file.
 *
 * @param platforms such as {@code linux_amd64}; empty for this machine's
 */
public record ProvidersLockCommand(List<String> platforms) implements Subcommand {

    public ProvidersLockCommand {
        platforms = List.copyOf(platforms);
    }

    @Override
    public List<String> argv() {
        return Arguments.of("providers", "lock", "-no-color")
                .each("-platform=", platforms)
                .list();
    }

    @Override
    public String title() {
        return "providers lock";
    }
}
