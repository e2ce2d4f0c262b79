package io.groundcheck.release.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The entry point of {@code bin/release}. */
public final class Main {

    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        var ending = new Ending();
        Signals.onEnd(ending::asked);
        var code = new ReleaseCli(System.getenv(), out, err, new TargetOpener(), ending).run(args);
        out.flush();
        err.flush();
        ending.hasEnded();
        System.exit(code);
    }
}
