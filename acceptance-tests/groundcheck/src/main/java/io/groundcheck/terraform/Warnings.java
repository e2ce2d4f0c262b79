package io.groundcheck.terraform;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears Terraform's warnings, and turns them into an error where that is asked for. */
public final class Warnings implements Progress {

    private final List<Diagnostic> heard = new CopyOnWriteArrayList<>();
    private volatile boolean areErrors;

    /** From now on a warning fails the step it comes from. */
    public void areErrors() {
        areErrors = true;
    }

    @Override
    public void started(Subcommand command) {
        if (!(command instanceof ShowCommand)) { // it follows a plan, whose warnings these still are
            heard.clear();
        }
    }

    @Override
    public void told(Subcommand command, Event event) {
        event.diagnostic().filter(diagnostic -> !diagnostic.isError()).ifPresent(heard::add);
    }

    /**
     * To be called after a command that tells events.
     *
     * @throws TerraformException.Warned if it warned, and warnings are errors
     */
    public void check(String step) {
        if (areErrors && !heard.isEmpty()) {
            var text = new StringBuilder("terraform " + step + " warned, and warnings are errors here");
            heard.forEach(warning -> text.append('\n').append(warning));
            throw new TerraformException.Warned(text.toString(), heard);
        }
    }
}
