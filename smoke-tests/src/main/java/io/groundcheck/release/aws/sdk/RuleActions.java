package io.groundcheck.release.aws.sdk;

import io.groundcheck.release.foundation.Foundation;
import io.groundcheck.release.state.Traffic;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Reads what a rule does. */
final class RuleActions {

    private RuleActions() {}

    static Traffic traffic(List<Action> actions, Foundation foundation) {
        if (actions.size() != 1) {
            return new Traffic.Elsewhere(actions.size() + " actions");
        }
        var action = actions.get(0);
        if (action.type() == ActionTypeEnum.FIXED_RESPONSE) {
            return new Traffic.Closed();
        }
        return action.type() == ActionTypeEnum.FORWARD
                ? forward(groups(action), foundation)
                : new Traffic.Elsewhere("an action of type " + action.typeAsString());
    }

    private static Traffic forward(List<TargetGroupTuple> groups, Foundation foundation) {
        if (groups.size() == 1) {
            var group = groups.get(0).targetGroupArn();
            return foundation
                    .colourOf(group)
                    .<Traffic>map(Traffic.To::new)
                    .orElseGet(() -> new Traffic.Elsewhere("the unknown target group " + group));
        }
        if (isCanary(groups, foundation)) {
            var first = groups.get(0);
            return new Traffic.Split(foundation.colourOf(first.targetGroupArn()).orElseThrow(), first.weight());
        }
        return new Traffic.Elsewhere(groups.stream()
                .map(group -> foundation
                                .colourOf(group.targetGroupArn())
                                .map(Object::toString)
                                .orElse(group.targetGroupArn())
                        + " with weight " + group.weight())
                .collect(Collectors.joining(" and ", "several target groups: ", "")));
    }

    /** Both colours, in whatever order, with percents; other weights were not written by this program. */
    private static boolean isCanary(List<TargetGroupTuple> groups, Foundation foundation) {
        return groups.size() == 2
                && groups.stream().allMatch(group -> group.weight() != null && group.weight() > 0)
                && groups.get(0).weight() + groups.get(1).weight() == 100
                && groups.stream()
                                .flatMap(group -> foundation.colourOf(group.targetGroupArn()).stream())
                                .distinct()
                                .count()
                        == 2;
    }

    /** A forward to one group may be written with or without a ForwardConfig. */
    private static List<TargetGroupTuple> groups(Action action) {
        return action.forwardConfig() != null && action.forwardConfig().hasTargetGroups()
                ? action.forwardConfig().targetGroups()
                : List.of(TargetGroupTuple.builder()
                        .targetGroupArn(action.targetGroupArn())
                        .build());
    }
}
