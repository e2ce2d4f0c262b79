package io.groundcheck.terraform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts a command's arguments together; what is not asked for leaves no trace. */
final class Arguments {

    private final List<String> argv = new ArrayList<>();

    private Arguments(List<String> start) {
        argv.addAll(start);
    }

    static Arguments of(String... start) {
        return new Arguments(List.of(start));
    }

    Arguments when(boolean wanted, String argument) {
        if (wanted) {
            argv.add(argument);
        }
        return this;
    }

    Arguments add(String argument) {
        argv.add(argument);
        return this;
    }

    Arguments varFiles(List<Path> files) {
        files.forEach(file -> argv.add("-var-file=" + file));
        return this;
    }

    Arguments each(String option, List<String> values) {
        values.forEach(value -> argv.add(option + value));
        return this;
    }

    List<String> list() {
        return List.copyOf(argv);
    }
}
