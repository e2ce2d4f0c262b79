package io.groundcheck.terraform;

import java.util.List;

/** {@code terraform fmt -check}: prints the names of the files that aren't formatted, and changes none. */
public record FmtCommand() implements Subcommand {

    @Override
    public List<String> argv() {
        return List.of("fmt", "-check", "-recursive", "-no-color");
    }

    @Override
    public String title() {
        return "fmt";
    }
}
