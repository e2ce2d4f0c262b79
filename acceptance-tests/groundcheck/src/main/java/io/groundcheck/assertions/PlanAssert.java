package io.groundcheck.assertions;

import io.groundcheck.plan.Action;
import io.groundcheck.plan.CheckResult;
import io.groundcheck.plan.Difference;
import io.groundcheck.plan.Plan;
import io.groundcheck.plan.ResourceChange;
import io.groundcheck.plan.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about what a plan would do. A message shows what was expected, what the plan says of that address, and the
 * plan as a diff, with nothing sensitive in it.
 */
public final class PlanAssert extends AbstractAssert<PlanAssert, Plan> {

    PlanAssert(@Nullable Plan actual) {
        super(actual, PlanAssert.class);
    }

    /**
     * Each of these addresses would be created.
     *
     * <pre>{@code
     * assertThat(plan).creates("aws_vpc.this", "aws_subnet.public[0]"); // passes
     * assertThat(plan).creates("aws_lb.this"); // fails:
     * // Expected:
     * //   aws_lb.this is created
     * // but it is updated in place
     * // in:
     * //   …the plan as a diff
     * }</pre>
     */
    public PlanAssert creates(String... addresses) {
        return eachIs(Action.CREATE, addresses);
    }

    /**
     * Each of these addresses would be changed where it is.
     *
     * <pre>{@code
     * assertThat(plan).updatesInPlace("aws_ecs_service.this"); // passes
     * assertThat(plan).updatesInPlace("aws_lb.this"); // fails:
     * // Expected:
     * //   aws_lb.this is updated in place
     * // but it is replaced
     * // in:
     * //   …the plan as a diff
     * }</pre>
     */
    public PlanAssert updatesInPlace(String... addresses) {
        return eachIs(Action.UPDATE, addresses);
    }

    /**
     * Each of these addresses would be destroyed for good.
     *
     * <pre>{@code
     * assertThat(plan).destroys("aws_subnet.public[1]"); // passes
     * assertThat(plan).destroys("aws_subnet.public[0]"); // fails:
     * // Expected:
     * //   aws_subnet.public[0] is destroyed
     * // but it is left as it is
     * // in:
     * //   …the plan as a diff
     * }</pre>
     */
    public PlanAssert destroys(String... addresses) {
        return eachIs(Action.DELETE, addresses);
    }

    /**
     * Each of these addresses would be left as it is.
     *
     * <pre>{@code
     * assertThat(plan).leavesAlone("aws_vpc.this"); // passes
     * assertThat(plan).leavesAlone("aws_lb.this"); // fails:
     * // Expected:
     * //   aws_lb.this is left as it is
     * // but it is updated in place
     * // in:
     * //   …the plan as a diff
     * }</pre>
     */
    public PlanAssert leavesAlone(String... addresses) {
        return eachIs(Action.NO_OP, addresses);
    }

    /**
     * An address would be deleted and made anew; say which attribute forces it with {@link ReplaceAssert#because}.
     *
     * <pre>{@code
     * assertThat(plan).replaces("aws_lb.this").because("internal"); // passes
     * assertThat(plan).replaces("aws_vpc.this"); // fails:
     * // Expected:
     * //   aws_vpc.this is replaced
     * // but it is left as it is
     * // in:
     * //   …the plan as a diff
     * }</pre>
     */
    public ReplaceAssert replaces(String address) {
        eachIs(Action.REPLACE, address);
        return new ReplaceAssert(this, change(address));
    }

    /**
     * An address would only get a new name.
     *
     * <pre>{@code
     * assertThat(plan).moves("aws_vpc.main", "aws_vpc.this"); // passes
     * assertThat(plan).moves("aws_vpc.old", "aws_vpc.this"); // fails:
     * // Expected plan to move:
     * //   aws_vpc.old
     * // to:
     * //   aws_vpc.this
     * // but it was moved from aws_vpc.main
     * // in:
     * //   …the plan as a diff
     * }</pre>
     */
    public PlanAssert moves(String from, String to) {
        Optional<String> previous = change(to).previousAddress();
        if (!previous.equals(Optional.of(from))) {
            throw failure(
                    "%nExpected plan to move:%n  %s%nto:%n  %s%nbut it was %s%nin:%n%s",
                    from, to, previous.map(other -> "moved from " + other).orElse("not moved"), indented());
        }
        return this;
    }

    /**
     * An existing thing would be taken into the state.
     *
     * <pre>{@code
     * assertThat(plan).imports("aws_vpc.this", "vpc-123"); // passes
     * assertThat(plan).imports("aws_vpc.this", "vpc-456"); // fails:
     * // Expected plan to import:
     * //   aws_vpc.this as vpc-456
     * // but it was imported as vpc-123
     * // in:
     * //   …the plan as a diff
     * }</pre>
     */
    public PlanAssert imports(String address, String id) {
        Optional<String> importing = change(address).importing();
        if (!importing.equals(Optional.of(id))) {
            throw failure(
                    "%nExpected plan to import:%n  %s as %s%nbut it was %s%nin:%n%s",
                    address, id, importing.map(other -> "imported as " + other).orElse("not imported"), indented());
        }
        return this;
    }

    /**
     * Terraform's own sum, {@code 2 to add, 1 to change, 1 to destroy}: a replacement adds one and destroys one.
     *
     * <pre>{@code
     * assertThat(plan).counts(2, 1, 1); // passes
     * assertThat(plan).counts(2, 0, 0); // fails:
     * // Expected plan:
     * //   2 to add, 0 to change, 0 to destroy
     * // but it was:
     * //   2 to add, 1 to change, 1 to destroy
     * // in:
     * //   …the plan as a diff
     * }</pre>
     */
    public PlanAssert counts(int adds, int changes, int destroys) {
        int replaced = plan().with(Action.REPLACE).size();
        String expected = sum(adds, changes, destroys);
        String found = sum(
                plan().with(Action.CREATE).size() + replaced,
                plan().with(Action.UPDATE).size(),
                plan().with(Action.DELETE).size() + replaced);
        if (!found.equals(expected)) {
            throw failure("%nExpected plan:%n  %s%nbut it was:%n  %s%nin:%n%s", expected, found, indented());
        }
        return this;
    }

    private static String sum(int adds, int changes, int destroys) {
        return adds + " to add, " + changes + " to change, " + destroys + " to destroy";
    }

    /**
     * Nothing would be destroyed, nor replaced.
     *
     * <pre>{@code
     * assertThat(firstPlan).destroysNothing(); // passes
     * assertThat(replacingPlan).destroysNothing(); // fails:
     * // Expected plan to destroy nothing
     * // but it destroys:
     * //   aws_lb.this is replaced
     * // in:
     * //   …the plan as a diff
     * }</pre>
     */
    public PlanAssert destroysNothing() {
        List<ResourceChange> destroyed =
                plan().changes().stream().filter(ResourceChange::isDestroyed).toList();
        if (!destroyed.isEmpty()) {
            throw failure(
                    "%nExpected plan to destroy nothing%nbut it destroys:%n%s%nin:%n%s", list(destroyed), indented());
        }
        return this;
    }

    /**
     * Applying would change nothing: no resource, no output.
     *
     * <pre>{@code
     * assertThat(secondPlan).hasNoChanges(); // passes
     * assertThat(laterPlan).hasNoChanges(); // fails:
     * // Expected plan to have no changes
     * // but it was:
     * //   ~ aws_lb.this is updated in place
     * //       idle_timeout: 60 -> 30
     * }</pre>
     */
    public PlanAssert hasNoChanges() {
        if (!plan().isEmpty()) {
            throw failure("%nExpected plan to have no changes%nbut it was:%n%s", indented());
        }
        return this;
    }

    /**
     * Nothing has changed outside Terraform. A provider that reads an empty list or map where nothing was set has not
     * seen a change: {@code null} and empty are the same here.
     *
     * <pre>{@code
     * assertThat(plan).hasNoDrift(); // passes
     * assertThat(planAfterSomebodysEdit).hasNoDrift(); // fails:
     * // Expected plan to have no drift
     * // but outside Terraform this has changed:
     * //   aws_s3_bucket.this
     * //     tags.Name: "ours" -> "somebody's"
     * }</pre>
     */
    public PlanAssert hasNoDrift() {
        String text = plan().drift().stream()
                .filter(change -> change.action() != Action.NO_OP)
                .map(PlanAssert::drifted)
                .filter(drifted -> !drifted.isEmpty())
                .collect(Collectors.joining("\n"));
        if (!text.isEmpty()) {
            throw failure("%nExpected plan to have no drift%nbut outside Terraform this has changed:%n%s", text);
        }
        return this;
    }

    private static String drifted(ResourceChange change) {
        if (change.action() == Action.DELETE) {
            return "  " + change.address() + " is gone";
        }
        List<Difference> differences = change.change().differences().stream()
                .filter(difference -> !(isNothing(difference.before()) && isNothing(difference.after())))
                .toList();
        if (differences.isEmpty() && change.action() == Action.UPDATE) {
            return "";
        }
        return "  " + change.address()
                + differences.stream().map(difference -> "\n    " + difference).collect(Collectors.joining());
    }

    private static boolean isNothing(Value value) {
        return value.isAbsent() || (value.json().isContainer() && value.json().isEmpty());
    }

    /**
     * A check block's conditions hold.
     *
     * <pre>{@code
     * assertThat(plan).passesCheck("check.reachable"); // passes
     * assertThat(plan).passesCheck("check.certificate"); // fails:
     * // Expected plan to pass:
     * //   check.certificate
     * // but its status was:
     * //   fail
     * //     The certificate expires within 30 days.
     * }</pre>
     */
    public PlanAssert passesCheck(String address) {
        CheckResult check = plan().checks().stream()
                .filter(result -> result.address().equals(address))
                .findFirst()
                .orElseThrow(() -> failure(
                        "%nExpected plan to pass:%n  %s%nbut it has only these checks:%n  %s",
                        address,
                        plan().checks().stream().map(CheckResult::address).toList()));
        if (!check.status().equals("pass")) {
            throw failure(
                    "%nExpected plan to pass:%n  %s%nbut its status was:%n  %s%s",
                    address,
                    check.status(),
                    check.problems().stream().map(problem -> "\n    " + problem).collect(Collectors.joining()));
        }
        return this;
    }

    /**
     * Every resource that would exist after apply obeys these policies. A policy that applies to none of them fails, too:
     * it would hold whatever the plan says.
     *
     * <pre>{@code
     * assertThat(plan).obeys(ENCRYPTED); // passes
     * assertThat(plan).obeys(NAMED_LIKE_US); // fails:
     * // Expected plan to obey:
     * //   names begin with connections-
     * // but it is broken by:
     * //   aws_dynamodb_table.this: does not hold
     * }</pre>
     */
    public PlanAssert obeys(Policy... policies) {
        for (Policy policy : policies) {
            List<ResourceChange> about = plan().changes().stream()
                    .filter(change ->
                            change.managed() && !change.change().after().isAbsent())
                    .filter(policy.appliesTo())
                    .toList();
            if (about.isEmpty()) {
                throw failure(
                        "%nExpected plan to obey:%n  %s%nbut it applies to nothing in:%n%s",
                        policy.name(), list(plan().changes()));
            }
            String broken = about.stream()
                    .flatMap(change -> policy.complaint().apply(change).stream()
                            .map(complaint -> "  " + change.address() + ": " + complaint))
                    .collect(Collectors.joining("\n"));
            if (!broken.isEmpty()) {
                throw failure("%nExpected plan to obey:%n  %s%nbut it is broken by:%n%s", policy.name(), broken);
            }
        }
        return this;
    }

    /**
     * Looks at one attribute as it would be after apply.
     *
     * <pre>{@code
     * assertThat(plan).attribute("aws_vpc.this", "tags[\"Name\"]").isEqualTo("ours"); // passes
     * assertThat(plan).attribute("output.urn", "").isUnknown(); // fails:
     * // Expected plan to name:
     * //   output.urn
     * // but it has only these outputs:
     * //   [url]
     * }</pre>
     *
     * @param address a resource's address, or {@code output.NAME}
     * @param path as HCL writes it, such as {@code tags["Name"]}; empty for an output's whole value
     */
    public ValueAssert attribute(String address, String path) {
        if (address.startsWith("output.")) {
            String name = address.substring("output.".length());
            return new ValueAssert(
                    this,
                    address,
                    path,
                    plan().output(name)
                            .orElseThrow(() -> failure(
                                    "%nExpected plan to name:%n  %s%nbut it has only these outputs:%n  %s",
                                    address,
                                    plan().outputs().stream()
                                            .map(output -> output.name())
                                            .toList()))
                            .change()
                            .after()
                            .at(path));
        }
        return new ValueAssert(
                this, address, path, change(address).change().after().at(path));
    }

    private PlanAssert eachIs(Action action, String... addresses) {
        for (String address : addresses) {
            ResourceChange change = change(address);
            if (change.action() != action) {
                throw failure(
                        "%nExpected:%n  %s %s%nbut it %s%nin:%n%s",
                        address, action.words(), change.action().words(), indented());
            }
        }
        return this;
    }

    private ResourceChange change(String address) {
        return plan().change(address)
                .orElseThrow(() -> failure(
                        "%nExpected plan to name:%n  %s%nbut it names only:%n%s", address, list(plan().changes())));
    }

    private Plan plan() {
        isNotNull();
        return actual;
    }

    String indented() {
        return plan().toString().stripTrailing().indent(2).stripTrailing();
    }

    AssertionError failed(String format, Object... arguments) {
        return failure(format, arguments);
    }

    private static String list(List<ResourceChange> changes) {
        return changes.isEmpty()
                ? "  nothing"
                : changes.stream()
                        .map(change ->
                                "  " + change.address() + " " + change.action().words())
                        .collect(Collectors.joining("\n"));
    }
}
