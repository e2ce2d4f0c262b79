package io.groundcheck.sweep;

import io.groundcheck.ledger.LedgerEntry;
import io.groundcheck.ledger.OrphanedCommands;
import io.groundcheck.target.Target;
import io.groundcheck.target.TargetException;
import io.groundcheck.target.Targets;
import io.groundcheck.terraform.ConsoleProgress;
import io.groundcheck.terraform.DestroyCommand;
import io.groundcheck.terraform.InitCommand;
import io.groundcheck.terraform.StepLog;
import io.groundcheck.terraform.Terraform;
import io.groundcheck.terraform.TerraformException;
import io.groundcheck.terraform.Timeouts;
import io.groundcheck.terraform.Workspace;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The resources of a stack whose JVM is gone. */
final class OrphanedStack {

    /** What these hold ends with them. */
    private static final Set<String> KEEP_NOTHING = Set.of("fakecloud", "moto", "localstack");

    private final LedgerEntry entry;
    private final Map<String, String> env;

    OrphanedStack(LedgerEntry entry, Map<String, String> env) {
        this.entry = entry;
        this.env = env;
    }

    /**
     * Destroys what it made.
     *
     * @param emulatorGoesToo whether the only place where it is ends now
     * @param done gets what was done
     * @return what is left; empty if nothing is
     * @throws IOException if its workspace can't be read
     */
    List<String> end(boolean emulatorGoesToo, List<String> done) throws IOException {
        if (emulatorGoesToo || emulatorIsGone()) {
            done.add("it ended with its emulator at " + entry.detail("endpoint"));
            return List.of();
        }
        Path folder = Path.of(entry.detail("workspace"));
        if (!Files.isDirectory(folder)) {
            return List.of("its workspace " + folder + " is gone, and its state with it. Look what is there, then run:"
                    + " bin/sweep --forget " + entry.id());
        }
        if (entry.detail("root").isEmpty()) {
            return List.of("an older version wrote it. Resume with: " + entry.detail("resume"));
        }
        Workspace workspace = Workspace.reopen(folder, Path.of(entry.detail("root")));
        if (!Files.exists(workspace.state()) && !Files.exists(workspace.events())) {
            done.add("nothing had been made");
            return List.of();
        }
        try {
            return destroy(workspace, target(), done);
        } catch (TargetException | TerraformException e) {
            return List.of(e.getMessage() + "\nResume with: " + entry.detail("resume"));
        }
    }

    private List<String> destroy(Workspace workspace, Optional<Target> target, List<String> done) {
        Terraform terraform = Terraform.in(
                workspace.root(),
                target.map(Target::environment).orElse(Map.of()),
                Timeouts.DEFAULT,
                new StepLog(Path.of(entry.detail("log")), Clock.systemUTC()).and(new ConsoleProgress("sweep")));
        terraform.keepEvents(workspace.events(), Map.of(OrphanedCommands.MARK, entry.id()));
        terraform.init(InitCommand.init());
        var recovery = new Recovery(entry.id(), workspace, terraform, target);
        recovery.takeIn();
        recovery.taken().forEach(taken -> done.add("took into the state: " + taken));
        var left = new ArrayList<String>();
        List<String> before = terraform.stateList();
        try {
            terraform.destroy(new DestroyCommand(List.of(workspace.variables())));
            before.forEach(address -> done.add("destroyed " + address));
        } catch (TerraformException e) {
            left.add(e.getMessage() + "\nResume with: " + entry.detail("resume"));
        }
        terraform.stateList().forEach(address -> left.add(address + " is still in the state"));
        left.addAll(recovery.left());
        return left;
    }

    private boolean emulatorIsGone() {
        String endpoint = entry.detail("endpoint");
        if (endpoint.isEmpty() || !KEEP_NOTHING.contains(entry.detail("target"))) {
            return false;
        }
        URI uri = URI.create(endpoint);
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), 5_000);
            return false;
        } catch (ConnectException e) {
            return true; // refused: nobody listens there
        } catch (IOException e) {
            return false; // who knows; Terraform will say
        }
    }

    /** Where it is; empty if it needed no AWS. */
    private Optional<Target> target() {
        var at = new LinkedHashMap<String, String>();
        if (entry.detail("target").equals("aws")) {
            at.putAll(env);
            at.put("TARGET", "aws");
            at.put("AWS_ACCOUNT_ID", entry.detail("account"));
        } else if (entry.detail("endpoint").isEmpty()) {
            return Optional.empty();
        } else {
            if (entry.detail("target").equals("endpoint")) {
                at.putAll(env); // its keys are the user's own
            }
            at.put("TARGET", "endpoint");
            at.put("AWS_ENDPOINT_URL", entry.detail("endpoint"));
        }
        at.put("AWS_REGION", entry.detail("region"));
        return Optional.of(Targets.fromEnvironment(at));
    }
}
