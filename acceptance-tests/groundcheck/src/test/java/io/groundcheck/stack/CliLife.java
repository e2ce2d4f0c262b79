package io.groundcheck.stack;

import io.groundcheck.plan.Plan;
import io.groundcheck.target.Target;
import io.groundcheck.target.Targets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The life of one stack, in a JVM of its own: what runs the commands is chosen by the environment, which no JVM can
 * change for itself. Arguments: the module, the file that what it saw is written to, and {@code more} if versions, gates
 * and a second stack are wanted, too.
 */
final class CliLife {

    private CliLife() {}

    public static void main(String[] arguments) throws IOException {
        Path module = Path.of(arguments[0]);
        Target target = Targets.fromEnvironment(System.getenv());
        boolean more = arguments.length > 2;
        var seen = new LinkedHashMap<String, Object>();
        try (var stack = Stack.of(module, target, "CliLife").set("name", "gc-clis")) {
            seen.put("cli", stack.terraform().cli().title());
            Plan plan = stack.plan();
            seen.put("plan", addresses(plan));
            seen.put("lock", locked(stack));
            stack.apply();
            Plan second = stack.plan();
            seen.put("second plan", addresses(second));
            seen.put("output", stack.outputs().string("parameter"));
            seen.put("resources", stack.resources());
            if (more) {
                seen.put("version", stack.terraform().version());
                seen.put("providers", stack.terraform().providerVersions());
                seen.put("gates", gates(stack));
            }
            stack.destroy();
            seen.put("workspace is gone", !Files.exists(stack.workspace().folder()));
            seen.put("log", stack.log().toString());
        }
        if (more) {
            seen.put("second init installs", secondInitInstalls(module, target));
        }
        Files.writeString(Path.of(arguments[1]), JsonMapper.shared().writeValueAsString(seen));
    }

    private static boolean secondInitInstalls(Path module, Target target) {
        try (var copy = Stack.of(module, target, "CliLife").set("name", "gc-clis")) {
            copy.validate();
            return Files.exists(copy.workspace().root().resolve(".terraform/providers"));
        }
    }

    private static Map<String, String> addresses(Plan plan) {
        var actions = new LinkedHashMap<String, String>();
        plan.effective()
                .forEach(change -> actions.put(change.address(), change.action().toString()));
        return actions;
    }

    private static List<String> locked(Stack stack) {
        try (Stream<String> lines = Files.lines(stack.workspace().root().resolve(".terraform.lock.hcl"))) {
            return lines.filter(line -> line.startsWith("provider ")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> gates(Stack stack) {
        var gates = new LinkedHashMap<String, String>();
        gates.put(">= 1.5", failure(() -> stack.requiresTerraform(">= 1.5, < 2")));
        gates.put(">= 1.5, OpenTofu >= 1.10", failure(() -> stack.requiresTerraform(">= 1.5, < 2", ">= 1.10, < 2")));
        gates.put(">= 1.5, OpenTofu >= 99", failure(() -> stack.requiresTerraform(">= 1.5, < 2", ">= 99")));
        gates.put("provider", failure(() -> stack.requiresProvider("hashicorp/aws", ">= 5.100, < 7")));
        return gates;
    }

    private static String failure(Runnable gate) {
        try {
            gate.run();
            return "";
        } catch (RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
