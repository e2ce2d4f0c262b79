package io.groundcheck.sweep;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * {@code bin/sweep}: ends what killed runs left. Exit code 0 if nothing is left, 1 if something is or may be, 2 for wrong
 * usage.
 */
public final class Sweep {

    private Sweep() {}

    /**
     * Sweeps.
     *
     * @param arguments none; or {@code --forget ID}, to strike out what a person has seen to
     */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.getenv(), System.out));
    }

    static int run(List<String> arguments, Map<String, String> env, PrintStream out) {
        var sweeper = new Sweeper(env);
        if (arguments.size() == 2 && arguments.get(0).equals("--forget")) {
            boolean found = sweeper.forget(arguments.get(1));
            out.println(
                    found
                            ? "forgotten: " + arguments.get(1)
                            : "nothing without a living owner is called " + arguments.get(1));
            return found ? 0 : 1;
        }
        if (!arguments.isEmpty()) {
            out.println("usage: sweep [--forget ID]");
            return 2;
        }
        List<SweptStack> swept = sweeper.sweep();
        swept.forEach(out::println);
        sweeper.kept().forEach(out::println);
        List<SweptStack> left = swept.stream().filter(each -> !each.isGone()).toList();
        if (left.isEmpty()) {
            out.println(swept.isEmpty() ? "sweep: nothing was left behind" : "sweep: nothing is left");
            return 0;
        }
        left.forEach(each -> out.println("sweep: see to " + each.id() + ", then run: bin/sweep --forget " + each.id()));
        return 1;
    }
}
