package io.groundcheck.terraform;

import java.nio.file.Path;
import java.util.List;

/**
 * {@code terraform plan}, into a file.
 *
 * @param out where the plan is saved; it holds secrets in clear
 * @param varFiles files with values for the variables, later ones win
 * @param mode what is planned for
 * @param refresh whether the state is brought up to date first
 * @param targets addresses the plan is limited to
 * @param replace addresses to be replaced whatever the plan says
 */
public record PlanCommand(
        Path out, List<Path> varFiles, Mode mode, boolean refresh, List<String> targets, List<String> replace)
        implements Subcommand {

    /** What is planned for. */
    public enum Mode {
        /** The configuration as it stands. */
        NORMAL,
        /** The end of everything in the state. */
        DESTROY,
        /** Only what has changed outside Terraform. */
        REFRESH_ONLY
    }

    public PlanCommand {
        varFiles = List.copyOf(varFiles);
        targets = List.copyOf(targets);
        replace = List.copyOf(replace);
    }

    /** A plan for the configuration as it stands. */
    public static PlanCommand into(Path out, List<Path> varFiles) {
        return new PlanCommand(out, varFiles, Mode.NORMAL, true, List.of(), List.of());
    }

    /** The same in another mode. */
    public PlanCommand in(Mode mode) {
        return new PlanCommand(out, varFiles, mode, refresh, targets, replace);
    }

    @Override
    public List<String> argv() {
        return Arguments.of("plan", "-input=false", "-json")
                .when(mode == Mode.DESTROY, "-destroy")
                .when(mode == Mode.REFRESH_ONLY, "-refresh-only")
                .when(!refresh, "-refresh=false")
                .varFiles(varFiles)
                .each("-target=", targets)
                .each("-replace=", replace)
                .add("-out=" + out)
                .list();
    }

    @Override
    public String title() {
        return "plan";
    }
}
