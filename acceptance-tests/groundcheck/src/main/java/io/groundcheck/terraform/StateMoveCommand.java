package io.groundcheck.terraform;

import java.util.List;

/**
 * {@code terraform state mv}: gives something in the state another address.
 *
 * @param from its address
 * @param to its new address
 */
public record StateMoveCommand(String from, String to) implements Subcommand {

    @Override
    public List<String> argv() {
        return List.of("state", "mv", from, to);
    }

    @Override
    public String title() {
        return "state mv";
    }
}
