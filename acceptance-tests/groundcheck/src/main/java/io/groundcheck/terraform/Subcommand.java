package io.groundcheck.terraform;

import java.util.List;

/**
 * One of Terraform's commands with its options. Each is a record of its own that knows nothing but its arguments: how
 * it is run, is {@link Terraform}'s matter.
 */
public sealed interface Subcommand
        permits ApplyCommand,
                DestroyCommand,
                FmtCommand,
                GraphCommand,
                ImportCommand,
                InitCommand,
                OutputCommand,
                PlanCommand,
                ProvidersLockCommand,
                ProvidersSchemaCommand,
                ShowCommand,
                StateListCommand,
                StateMoveCommand,
                StatePullCommand,
                StateRemoveCommand,
                ValidateCommand,
                VersionCommand {

    /** What follows {@code terraform} on the command line. */
    List<String> argv();

    /** The command in a word or two, for logs: {@code state list}. */
    String title();
}
