package io.groundcheck.terraform;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A program on this machine.
 *
 * @param executable its path
 */
record InstalledProgram(Product product, String version, Path executable) implements Program {

    @Override
    public Cli cli() {
        return new Cli(product, version, executable.toString());
    }

    @Override
    public List<String> commandLine(Path directory, Map<String, String> environment) {
        return List.of(executable.toString());
    }

    @Override
    public Invocation invocation(List<String> arguments, Path directory, Map<String, String> environment) {
        return new Invocation(
                Stream.concat(Stream.of(executable.toString()), arguments.stream())
                        .toList(),
                environment,
                Aftermath.NONE);
    }

    @Override
    public boolean reachesProvidersOfThisMachine() {
        return true;
    }

    @Override
    public Program reaching(List<Path> read, List<Path> written) {
        return this;
    }
}
