package io.groundcheck.stack;

import io.groundcheck.files.PrivateFiles;
import io.groundcheck.files.UserFolders;
import io.groundcheck.ledger.Ledger;
import io.groundcheck.ledger.LedgerEntry;
import io.groundcheck.ledger.OrphanedCommands;
import io.groundcheck.plan.CheckResult;
import io.groundcheck.plan.Plan;
import io.groundcheck.process.ProcessIdentity;
import io.groundcheck.sweep.Recovery;
import io.groundcheck.sweep.Sweeper;
import io.groundcheck.target.Target;
import io.groundcheck.terraform.ApplyCommand;
import io.groundcheck.terraform.ConsoleProgress;
import io.groundcheck.terraform.DestroyCommand;
import io.groundcheck.terraform.Diagnostic;
import io.groundcheck.terraform.ImportCommand;
import io.groundcheck.terraform.InitCommand;
import io.groundcheck.terraform.Outputs;
import io.groundcheck.terraform.PlanCommand;
import io.groundcheck.terraform.Product;
import io.groundcheck.terraform.Progress;
import io.groundcheck.terraform.StepLog;
import io.groundcheck.terraform.Subcommand;
import io.groundcheck.terraform.Terraform;
import io.groundcheck.terraform.TerraformException;
import io.groundcheck.terraform.Timeouts;
import io.groundcheck.terraform.Variables;
import io.groundcheck.terraform.VersionConstraint;
import io.groundcheck.terraform.Warnings;
import io.groundcheck.terraform.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One module, copied to a workspace of its own, with its variables, on one target. Steps are taken when they are asked
 * for; init comes by itself before the first.
 *
 * <pre>{@code
 * try (var network = Stack.of(Path.of("terraform/modules/network"), target, "NetworkTest")) {
 *     network.set("cidr_block", "10.20.0.0/16");
 *     assertThat(network.plan()).creates("aws_vpc.this").destroysNothing();
 *     network.apply();
 *     assertThat(network).isIdempotent();
 * } // destroyed here
 * }</pre>
 *
 * Before the first apply it is written into the ledger; it is struck out once everything is destroyed. Not for use by
 * two threads at once.
 */
public final class Stack implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Stack.class);

    private final String id;
    private final String test;
    private final Path module;
    private final Target target;
    private final Workspace workspace;
    private final Variables variables = new Variables();
    private final Terraform terraform;
    private final StepLog log;
    private final Ledger ledger;
    private final Warnings warnings = new Warnings();
    private Retries retries = Retries.NONE;
    private boolean initialised;
    private boolean planIsCurrent;
    private boolean applied;
    private boolean ended;
    private boolean keep;
    private boolean reused;
    private @Nullable LedgerEntry entry;

    private Stack(
            String id,
            String test,
            Path module,
            Target target,
            Workspace workspace,
            UserFolders folders,
            Progress listener,
            ProviderReuse reuse) {
        this.id = id;
        this.test = test;
        this.module = module;
        this.target = target;
        this.workspace = workspace;
        this.log = new StepLog(folders.state().resolve("logs").resolve(id + ".log"), Clock.systemUTC());
        this.ledger = Ledger.in(folders);
        var cold = Terraform.in(
                workspace.root(),
                target.environment(),
                Timeouts.DEFAULT,
                log.and(new ConsoleProgress(test))
                        .and(listener)
                        .and(new InLedger())
                        .and(warnings));
        this.terraform = reuse == ProviderReuse.WARM ? cold.withWarmProviders(workspace) : cold;
        terraform.keepEvents(workspace.events(), Map.of(OrphanedCommands.MARK, id));
    }

    /** Says in the ledger which process changes something, so that a sweep can end it first. */
    private final class InLedger implements Progress {
        @Override
        public void running(Subcommand command, ProcessIdentity process) {
            LedgerEntry known = entry;
            if (known != null && (command instanceof ApplyCommand || command instanceof DestroyCommand)) {
                ledger.write(known.runs(process));
            }
        }
    }

    /**
     * Copies a module to a new workspace; nothing is started yet.
     *
     * @param module the root module's folder
     * @param target where it is applied
     * @param test for people: whose it is
     * @throws TerraformException.NotRunnable if there is no such module or no Terraform
     */
    public static Stack of(Path module, Target target, String test) {
        return of(module, target, test, Progress.NONE);
    }

    /**
     * The same, with somebody who hears each step besides log and console.
     *
     * @param listener such as a report's {@code TestRecorder}
     */
    public static Stack of(Path module, Target target, String test, Progress listener) {
        return of(module, target, test, listener, ProviderReuse.of(System.getenv(), target));
    }

    /** The same, whatever {@code GROUNDCHECK_WARM_PROVIDER} says. */
    public static Stack of(Path module, Target target, String test, Progress listener, ProviderReuse reuse) {
        return of(module, target, test, listener, reuse, Kept.isAskedFor(System.getenv()));
    }

    static Stack of(Path module, Target target, String test, Progress listener, ProviderReuse reuse, boolean keep) {
        UserFolders folders = UserFolders.of(System.getenv());
        Sweeper.oncePerJvm(System.getenv());
        if (keep) {
            Kept.check(target, folders);
        }
        String name =
                module.toAbsolutePath().normalize().getFileName().toString().replaceAll("[^A-Za-z0-9-]", "-");
        String keptId = Kept.id(name, test, module, target);
        Optional<LedgerEntry> kept = Kept.takeOver(Ledger.in(folders), keptId);
        boolean stays = keep || kept.isPresent();
        String id = stays ? keptId : name + "-" + UUID.randomUUID().toString().substring(0, 13);
        try {
            Path folder = PrivateFiles.folder(folders.state().resolve("stacks")).resolve(id);
            Workspace workspace = kept.isPresent() ? Workspace.refresh(module, folder) : Workspace.copy(module, folder);
            try {
                var stack = new Stack(id, test, module, target, workspace, folders, listener, reuse);
                stack.keep = keep;
                stack.entry = kept.orElse(null);
                stack.applied = kept.isPresent();
                stack.reused = kept.isPresent();
                return stack;
            } catch (TerraformException e) {
                if (kept.isEmpty()) {
                    workspace.delete();
                }
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a workspace for " + module, e);
        }
    }

    /**
     * Sets a variable for the steps that follow.
     *
     * @param value text, number, truth value, list, map, or a record of these
     */
    public Stack set(String name, Object value) {
        variables.set(name, value);
        planIsCurrent = false;
        return this;
    }

    /** The same for a value that must stand in no log and no message. */
    public Stack setSensitive(String name, Object value) {
        variables.setSensitive(name, value);
        planIsCurrent = false;
        return this;
    }

    /**
     * Puts the tag {@code groundcheck:stack} with this stack's id on everything that hashicorp/aws makes for it. After a
     * crash in the middle of a create, {@code sweep} then knows for sure whose a network or a cluster is, which have no
     * name that only one can have. It changes {@code tags_all} in plans, hence only on request.
     *
     * @throws IllegalStateException if the module has default_tags of its own
     */
    public Stack tagged() {
        try {
            workspace.tagEverything(Map.of(Recovery.TAG, id));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tag the stack of " + module, e);
        }
        planIsCurrent = false;
        return this;
    }

    /**
     * What applying would do now. {@link #apply()} applies this very plan, unless a variable is set in between.
     *
     * @throws TerraformException if planning fails
     */
    public Plan plan() {
        Plan plan = step("plan", () -> plan(PlanCommand.into(workspace.plan(), prepared())));
        planIsCurrent = true;
        return plan;
    }

    /** What destroying would do now. */
    public Plan planDestroy() {
        return step(
                "plan",
                () -> plan(PlanCommand.into(workspace.plan(), prepared()).in(PlanCommand.Mode.DESTROY)));
    }

    private Plan plan(PlanCommand command) {
        planIsCurrent = false;
        return terraform.plan(command);
    }

    /**
     * Applies the plan that was made last, or makes one first; answers with Terraform's warnings.
     *
     * @throws TerraformException if it fails; what it has made by then is destroyed with the rest
     */
    public List<Diagnostic> apply() {
        List<Path> files = prepared();
        register();
        applied = true;
        return step("apply", () -> {
            boolean saved = planIsCurrent;
            planIsCurrent = false; // whatever comes of it, this plan can't be applied again
            return terraform.apply(saved ? ApplyCommand.saved(workspace.plan()) : ApplyCommand.with(files));
        });
    }

    private <T> T step(String name, Supplier<T> action) {
        T answer = retries.run(action, this::tell);
        warnings.check(name);
        return answer;
    }

    private void tell(String text) {
        log.note(text);
        LOG.warn("{}: {}", test, text);
    }

    /**
     * Has a step that fails taken again, if its message matches. Nothing is retried unless this asks for it; each retry
     * is logged with its cause.
     *
     * @param regex what the message must contain
     * @param times how often at most, beyond the first time
     * @param pause how long to wait before each
     */
    public Stack retry(String regex, int times, Duration pause) {
        retries = new Retries(Pattern.compile(regex), times, pause);
        return this;
    }

    /** Has plan and apply fail with {@link TerraformException.Warned} where Terraform warns. */
    public Stack warningsAreErrors() {
        warnings.areErrors();
        return this;
    }

    /**
     * Stops here unless Terraform's version is one of these.
     *
     * @param constraint as Terraform writes it, such as {@code ">= 1.10, < 2"}
     * @throws TerraformException.WrongVersion if it is another, or OpenTofu
     */
    public Stack requiresTerraform(String constraint) {
        terraform.require(Product.TERRAFORM, VersionConstraint.of(constraint));
        return this;
    }

    /**
     * The same for a module that runs on both: each version is held against its own constraint.
     *
     * @param openTofu which versions of OpenTofu will do, where that runs the commands
     */
    public Stack requiresTerraform(String constraint, String openTofu) {
        Product product = terraform.cli().product();
        terraform.require(product, VersionConstraint.of(product == Product.OPENTOFU ? openTofu : constraint));
        return this;
    }

    /**
     * Stops here unless init has chosen one of these versions of a provider.
     *
     * @param provider such as {@code hashicorp/aws}
     * @param constraint as Terraform writes it
     * @throws TerraformException.WrongVersion if it is another, or none
     */
    public Stack requiresProvider(String provider, String constraint) {
        prepared();
        terraform.requireProvider(provider, VersionConstraint.of(constraint));
        return this;
    }

    /**
     * Takes something that exists into the state, under an address of the configuration. It is this stack's from then
     * on: destroyed with it.
     *
     * @param id what the provider calls it
     */
    public void importResource(String address, String id) {
        List<Path> files = prepared();
        register();
        applied = true;
        planIsCurrent = false;
        terraform.importResource(new ImportCommand(address, id, files));
    }

    /** What became of check blocks and conditions at the last apply. */
    public List<CheckResult> checks() {
        prepared();
        return CheckResult.ofState(terraform.showState(), variables.secrets());
    }

    /** Terraform itself in the workspace, initialised: for the commands that a stack has no word for. */
    public Terraform terraform() {
        prepared();
        return terraform;
    }

    /** The outputs since the last apply. */
    public Outputs outputs() {
        prepared();
        return terraform.output();
    }

    /** The configuration's errors and warnings, without asking the target. */
    public List<Diagnostic> validate() {
        prepared();
        return terraform.validate();
    }

    /** The addresses of everything in the state. */
    public List<String> resources() {
        prepared();
        return terraform.stateList();
    }

    /** Where it is applied. */
    public Target target() {
        return target;
    }

    /** The module it was copied from. */
    public Path module() {
        return module;
    }

    /** Its copy; deleted with its state once everything is destroyed. */
    public Workspace workspace() {
        return workspace;
    }

    /** Its log: every step with its time, nothing sensitive. Kept. */
    public Path log() {
        return log.file();
    }

    /** Asks the step on its way to end; may be called from another thread. */
    public void cancel() {
        terraform.cancel();
    }

    private List<Path> prepared() {
        if (ended) {
            throw new IllegalStateException("the stack of " + module + " has been destroyed");
        }
        terraform.hide(variables.secrets());
        try {
            variables.writeTo(workspace.variables());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the variables of " + module, e);
        }
        if (!initialised) {
            terraform.init(InitCommand.init());
            initialised = true;
        }
        return List.of(workspace.variables());
    }

    private void register() {
        try {
            Path resume = ResumeScript.write(workspace, terraform, target);
            var known = new LedgerEntry(
                    id,
                    LedgerEntry.Kind.STACK,
                    ProcessIdentity.current(),
                    test + ": " + module + " on " + target.name(),
                    Map.of(
                            "workspace", workspace.folder().toString(),
                            "root", workspace.root().toString(),
                            "resume", resume.toString(),
                            "target", target.name(),
                            "endpoint", target.environment().getOrDefault("AWS_ENDPOINT_URL", ""),
                            "region", target.region(),
                            "account", target.account(),
                            "log", log.file().toString()));
            ledger.write(known);
            entry = known;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare the end of " + module + "; nothing was applied", e);
        }
    }

    /**
     * Destroys everything in the state, strikes the stack out of the ledger, and deletes the workspace. A second call
     * does nothing.
     *
     * @throws NotDestroyedException if something is left; ledger and workspace stay then, and the message names what is
     *     left and how to resume
     */
    public void destroy() {
        if (ended) {
            return;
        }
        // an interrupt of the test is no reason to leave resources behind
        boolean interrupted = Thread.interrupted();
        try {
            if (applied) {
                destroyApplied();
            }
            ended = true;
            ledger.remove(id);
            workspace.delete();
        } catch (IOException e) {
            throw new UncheckedIOException("all of " + module + " is destroyed, but not its workspace", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void destroyApplied() {
        if (!Files.exists(workspace.state()) && !Files.exists(workspace.events())) {
            log.note("nothing to destroy: apply has left no state");
            return;
        }
        TerraformException failure = null;
        var recovery = new Recovery(id, workspace, terraform, onAws());
        try {
            List<Path> files = prepared();
            recovery.takeIn();
            recovery.taken().forEach(taken -> log.note("took into the state: " + taken));
            terraform.destroy(new DestroyCommand(files));
        } catch (TerraformException e) {
            failure = e;
        }
        var left = new ArrayList<>(residual());
        left.addAll(recovery.left());
        if (failure != null || !left.isEmpty()) {
            throw new NotDestroyedException(
                    module, target, left, workspace.folder().resolve(ResumeScript.NAME), log.file(), failure);
        }
    }

    private Optional<Target> onAws() {
        return target.environment().containsKey("AWS_REGION") ? Optional.of(target) : Optional.empty();
    }

    private List<String> residual() {
        try {
            return LocalState.isEmpty(workspace.state()) ? List.of() : terraform.stateList();
        } catch (TerraformException e) {
            return List.of("(the state can't be read: " + workspace.state() + ")");
        }
    }

    /**
     * As {@link #destroy()}; with {@code GROUNDCHECK_KEEP=1} a stack that was applied stays instead, for the next run of
     * the same test, which goes on with its state. A run without that variable destroys it.
     */
    @Override
    public void close() {
        LedgerEntry known = entry;
        if (!keep || ended || known == null) {
            destroy();
            return;
        }
        ended = true;
        ledger.release(known.kept());
        tell("kept, as " + Kept.VARIABLE + " asks for: run the test without it, or "
                + workspace.folder().resolve(ResumeScript.NAME) + ", to destroy it");
    }

    /** Whether it goes on with what an earlier run kept. */
    public boolean isReused() {
        return reused;
    }

    /** The module and the target. */
    @Override
    public String toString() {
        return module + " on " + target.name();
    }
}
