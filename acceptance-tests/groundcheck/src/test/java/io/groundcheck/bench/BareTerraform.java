package io.groundcheck.bench;

import io.groundcheck.target.Target;
import io.groundcheck.terraform.Progress;
import io.groundcheck.terraform.Terraform;
import io.groundcheck.terraform.Timeouts;
import io.groundcheck.terraform.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a shell script would do: Terraform's own commands, in a copy of the module, with the harness's environment. */
final class BareTerraform implements AutoCloseable {

    private final Workspace workspace;
    private final Map<String, String> environment;
    private final List<String> variables;

    BareTerraform(Path module, Target target, Path folder, Map<String, String> variables) throws IOException {
        this.workspace = Workspace.copy(module, folder);
        this.environment = Terraform.in(workspace.root(), target.environment(), Timeouts.DEFAULT, Progress.NONE)
                .environment();
        this.variables = variables.entrySet().stream()
                .map(variable -> "-var=" + variable.getKey() + "=" + variable.getValue())
                .toList();
    }

    void init() {
        run("init");
    }

    /** Prose for people. */
    void plan() {
        run("plan", "-out=" + workspace.plan());
    }

    /** What a script needs more that wants to read the plan. */
    void show() {
        run("show", "-json", workspace.plan().toString());
    }

    void apply() {
        run("apply", "-auto-approve");
    }

    void output() {
        run("output", "-json");
    }

    void destroy() {
        run("destroy", "-auto-approve");
    }

    private void run(String command, String... arguments) {
        var argv = new ArrayList<>(List.of("terraform", command));
        boolean takesVariables = List.of("plan", "apply", "destroy").contains(command);
        if (takesVariables) {
            argv.addAll(variables);
        }
        argv.addAll(List.of(arguments));
        var builder = new ProcessBuilder(argv)
                .directory(workspace.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        workspace.folder().resolve("bare.log").toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            int exitCode = builder.start().waitFor();
            if (exitCode != 0) {
                throw new IllegalStateException(
                        argv + " ended with " + exitCode + ": see " + workspace.folder() + "/bare.log");
            }
        } catch (IOException e) {
            throw new IllegalStateException(argv + " can't be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(argv + " was interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        workspace.delete();
    }
}
