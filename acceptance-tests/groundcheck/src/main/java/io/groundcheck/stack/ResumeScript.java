package io.groundcheck.stack;

import io.groundcheck.files.PrivateFiles;
import io.groundcheck.target.Target;
import io.groundcheck.terraform.DestroyCommand;
import io.groundcheck.terraform.Terraform;
import io.groundcheck.terraform.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The script that destroys a stack without this library: what a person runs after a crash. For an emulator it sets all
 * that is needed; for AWS the region and the profile, never a credential.
 */
final class ResumeScript {

    static final String NAME = "destroy.sh";

    private static final Pattern NEEDED = Pattern.compile("AWS_.*|TF_CLI_CONFIG_FILE|CHECKPOINT_DISABLE");
    private static final Pattern SECRET = Pattern.compile("AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN).*");

    private ResumeScript() {}

    static Path write(Workspace workspace, Terraform terraform, Target target) throws IOException {
        var script = new StringBuilder("#!/bin/sh\n# Destroys what is left of this stack.\nset -eu\n");
        var set = new TreeSet<String>();
        new TreeMap<>(terraform.environment()).forEach((name, value) -> {
            if (NEEDED.matcher(name).matches()
                    && !(target.isReal() && SECRET.matcher(name).matches())) {
                set.add(name);
                script.append("export ")
                        .append(name)
                        .append('=')
                        .append(quote(value))
                        .append('\n');
            }
        });
        script.append("cd ").append(quote(workspace.root().toString())).append('\n');
        // what ran with a borrowed provider has none installed
        String program =
                terraform.commandLine(set).stream().map(ResumeScript::quote).collect(Collectors.joining(" "));
        script.append(program).append(" init -input=false >/dev/null\n");
        script.append(program);
        new DestroyCommand(List.of(workspace.variables()))
                .argv().stream()
                        .filter(argument -> !argument.equals("-json"))
                        .forEach(argument -> script.append(' ').append(quote(argument)));
        script.append('\n');
        Path file = workspace.folder().resolve(NAME);
        PrivateFiles.writeScript(file, script.toString());
        return file;
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
