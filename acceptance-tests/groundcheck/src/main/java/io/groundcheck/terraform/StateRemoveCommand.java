package io.groundcheck.terraform;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code terraform state rm}: forgets something without destroying it.
 *
 * @param addresses what to forget
 */
public record StateRemoveCommand(List<String> addresses) implements Subcommand {

    public StateRemoveCommand {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("addresses: expected at least one, but was empty");
        }
    }

    @Override
    public List<String> argv() {
        var argv = new ArrayList<>(List.of("state", "rm"));
        argv.addAll(addresses);
        return argv;
    }

    @Override
    public String title() {
        return "state rm";
    }
}
