package io.groundcheck.release.guard;

import io.groundcheck.plan.Plan;
import io.groundcheck.plan.ResourceChange;
import io.groundcheck.release.gate.GateId;
import io.groundcheck.release.gate.Verdict;
import io.groundcheck.release.state.Traffic;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** May this plan of the foundation root be applied while something is live? Pure but for the question it may ask. */
public final class FoundationPlanGuard {

    private static final Set<String> CARRIES_TRAFFIC =
            Set.of("aws_lb", "aws_lb_listener", "aws_lb_listener_rule", "aws_lb_target_group");

    private FoundationPlanGuard() {}

    /** What the plan takes away of that which carries traffic. */
    public static List<String> takesAway(Plan plan) {
        return plan.changes().stream()
                .filter(change -> CARRIES_TRAFFIC.contains(change.type()))
                .filter(ResourceChange::isDestroyed)
                .map(change -> change.address() + " " + change.action().words())
                .toList();
    }

    /**
     * Judges.
     *
     * @param allowOutage somebody said that users may be without the service meanwhile
     * @param traffic asked only if the plan takes something away
     */
    public static Verdict judge(Plan plan, boolean allowOutage, Supplier<Traffic> traffic) {
        var taken = takesAway(plan);
        if (taken.isEmpty() || allowOutage) {
            return Verdict.open();
        }
        var now = traffic.get();
        return now instanceof Traffic.Closed
                ? Verdict.open()
                : Verdict.refuse(
                        GateId.OUTAGE,
                        "traffic goes to " + now + ", and in this plan " + String.join(", ", taken)
                                + ": users would be without the service. If that is meant, add --allow-outage"
                                + " (`make infra-up ALLOW_OUTAGE=1`)");
    }
}
