package io.groundcheck.terraform;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** How the commands of Terraform or OpenTofu are started. {@link ProgramChoice} says which one that is. */
sealed interface Program permits InstalledProgram, ContainerProgram {

    /** What it is. */
    Cli cli();

    /**
     * What a person types before the arguments of a command: it works in a folder of the workspace.
     *
     * @param environment the variables that are set by then
     */
    List<String> commandLine(Path directory, Map<String, String> environment);

    /**
     * How a command is started.
     *
     * @param directory where it runs
     * @param environment all that it is to see
     */
    Invocation invocation(List<String> arguments, Path directory, Map<String, String> environment);

    /** Whether a provider that runs on this machine can serve it. */
    boolean reachesProvidersOfThisMachine();

    /**
     * The same with more of this machine within its reach, where it isn't all.
     *
     * @param read folders and files that it reads
     * @param written folders that it writes to
     */
    Program reaching(List<Path> read, List<Path> written);

    /**
     * A process to start.
     *
     * @param argv the program and its arguments
     * @param environment the whole environment of that process
     * @param aftermath to be told of the end of that process
     */
    record Invocation(List<String> argv, Map<String, String> environment, Aftermath aftermath) {

        public Invocation {
            argv = List.copyOf(argv);
            environment = Map.copyOf(environment);
        }
    }

    /** Ends what may outlive the process that was started. */
    @FunctionalInterface
    interface Aftermath {

        /** Nothing outlives it. */
        Aftermath NONE = exitCode -> {};

        /**
         * The process has ended.
         *
         * @param exitCode its own; empty where it was killed, or couldn't be started
         */
        void ended(OptionalInt exitCode);
    }
}
