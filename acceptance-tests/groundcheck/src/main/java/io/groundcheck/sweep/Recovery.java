package io.groundcheck.sweep;

import io.groundcheck.plan.Plan;
import io.groundcheck.plan.ResourceChange;
import io.groundcheck.target.Target;
import io.groundcheck.terraform.ImportCommand;
import io.groundcheck.terraform.PlanCommand;
import io.groundcheck.terraform.Terraform;
import io.groundcheck.terraform.TerraformException;
import io.groundcheck.terraform.UnfinishedCreates;
import io.groundcheck.terraform.UnfinishedCreates.Create;
import io.groundcheck.terraform.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Brings back into the state what Terraform was killed over while it made it. For each create that began and never
 * ended, the service is asked; what is surely this stack's is imported, so that {@code terraform destroy} takes it with
 * the rest, in the right order. What may be somebody else's is named and left alone, and so is what can't be found.
 *
 * <p>Use: {@link #takeIn}, then destroy, then {@link #left}.
 */
public final class Recovery {

    /** The tag that makes anything certain which carries it: its value is the stack's id. */
    public static final String TAG = "groundcheck:stack";

    /** What lives in the state alone. */
    private static final Pattern NOTHING_OUTSIDE = Pattern.compile("terraform_data|null_resource|(random|time)_.*");

    private final String stack;
    private final Workspace workspace;
    private final Terraform terraform;
    private final Optional<Target> target;
    private final Map<String, Wanted> taken = new LinkedHashMap<>();
    private final List<String> unresolved = new ArrayList<>();

    /**
     * @param stack its id in the ledger
     * @param workspace its state and its events
     * @param terraform in the workspace, initialised
     * @param target where it is; empty if it isn't on AWS at all
     */
    public Recovery(String stack, Workspace workspace, Terraform terraform, Optional<Target> target) {
        this.stack = stack;
        this.workspace = workspace;
        this.terraform = terraform;
        this.target = target;
    }

    /** Finds and imports; nothing is removed yet. */
    public void takeIn() {
        UnfinishedCreates unfinished;
        try {
            unfinished = UnfinishedCreates.of(workspace.events(), workspace.state());
        } catch (IOException e) {
            unresolved.add(String.valueOf(e.getMessage()));
            return;
        }
        List<Create> lost = unfinished.creates().stream()
                .filter(create -> !NOTHING_OUTSIDE.matcher(create.type()).matches())
                .toList();
        if (lost.isEmpty()) {
            return;
        }
        Optional<Plan> plan = plan();
        Set<String> known = new HashSet<>(unfinished.stateIds());
        for (Create create : lost) {
            Optional<ResourceChange> change = plan.flatMap(found -> found.change(create.address()));
            if (target.isEmpty() || change.isEmpty()) {
                unresolved.add(create.address() + ": its create began at " + create.began()
                        + " and never ended, and nobody can say what it was to become");
            } else {
                var wanted = new Wanted(
                        create.type(),
                        change.get().change().after(),
                        create.began(),
                        Set.copyOf(known),
                        stack,
                        target.get());
                resolve(create, wanted, known);
            }
        }
    }

    /** What each was to become. The state still knows what they hang on, so that ids are known here. */
    private Optional<Plan> plan() {
        try {
            return Optional.of(terraform.plan(new PlanCommand(
                    workspace.plan(),
                    List.of(workspace.variables()),
                    PlanCommand.Mode.NORMAL,
                    false,
                    List.of(),
                    List.of())));
        } catch (TerraformException e) {
            unresolved.add("the configuration can't be planned any more: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void resolve(Create create, Wanted wanted, Set<String> known) {
        Finding finding = Finders.find(wanted);
        String what = create.address() + ": its create began at " + create.began() + " and never ended; ";
        if (finding instanceof Finding.Certain certain) {
            known.add(certain.id());
            try {
                terraform.importResource(
                        new ImportCommand(create.address(), certain.id(), List.of(workspace.variables())));
                taken.put(create.address() + " (" + certain.id() + ", found because " + certain.proof() + ")", wanted);
            } catch (TerraformException e) {
                unresolved.add(what + "it is " + certain.id() + ", but can't be imported: " + e.getMessage()
                        + "\n  Remove it with: " + certain.command());
            }
        } else if (finding instanceof Finding.Likely likely) {
            known.add(likely.id());
            unresolved.add(what + "it may be " + likely.id() + ", but " + likely.doubt()
                    + ". Nothing was removed.\n  If it is, remove it with: " + likely.command());
        } else if (finding instanceof Finding.Unknown unknown) {
            unresolved.add(what + "it can't be looked for: " + unknown.why());
        }
    }

    /** What was found and imported, each with how it was known. */
    public List<String> taken() {
        return List.copyOf(taken.keySet());
    }

    /** To be asked after destroy: what may still be there, with what to do about it. Empty if all is well. */
    public List<String> left() {
        var left = new ArrayList<>(unresolved);
        taken.forEach((what, wanted) -> {
            if (!(Finders.find(wanted) instanceof Finding.Absent)) {
                left.add(what + ": it is still there after destroy");
            }
        });
        return List.copyOf(left);
    }
}
