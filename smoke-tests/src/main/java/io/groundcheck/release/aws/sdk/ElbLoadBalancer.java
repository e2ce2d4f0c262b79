package io.groundcheck.release.aws.sdk;

import io.groundcheck.release.AwsException;
import io.groundcheck.release.aws.LastLook;
import io.groundcheck.release.aws.LoadBalancer;
import io.groundcheck.release.foundation.Foundation;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.state.TargetHealth;
import io.groundcheck.release.state.Traffic;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** The live rule and the target groups over the ELBv2 API. */
final class ElbLoadBalancer implements LoadBalancer {

    private final Supplier<ElasticLoadBalancingV2Client> elb;
    private final Supplier<ElasticLoadBalancingV2Client> elbOnce;
    private final Foundation foundation;

    /**
     * @param elb for questions
     * @param elbOnce for the one order: a client that never repeats a request, with a short time-out
     */
    ElbLoadBalancer(
            Supplier<ElasticLoadBalancingV2Client> elb,
            Supplier<ElasticLoadBalancingV2Client> elbOnce,
            Foundation foundation) {
        this.elb = elb;
        this.elbOnce = elbOnce;
        this.foundation = foundation;
    }

    @Override
    public Traffic traffic() {
        var rule = foundation.rules().live();
        return Calls.call(
                "elasticloadbalancing:DescribeRules of " + rule,
                () -> RuleActions.traffic(
                        elb.get()
                                .describeRules(ask -> ask.ruleArns(rule))
                                .rules()
                                .get(0)
                                .actions(),
                        foundation));
    }

    @Override
    public List<TargetHealth> targets(Colour colour) {
        var group = foundation.targetGroups().get(colour);
        return Calls.call(
                "elasticloadbalancing:DescribeTargetHealth of " + group,
                () ->
                        elb
                                .get()
                                .describeTargetHealth(ask -> ask.targetGroupArn(group))
                                .targetHealthDescriptions()
                                .stream()
                                .map(ElbLoadBalancer::health)
                                .toList());
    }

    private static TargetHealth health(TargetHealthDescription found) {
        var health = found.targetHealth();
        return new TargetHealth(
                found.target().id() + ":" + found.target().port(),
                health.stateAsString(),
                health.description() == null ? "" : health.description());
    }

    @Override
    public boolean forwardTo(Colour colour, LastLook lastLook) {
        return order(all(colour), lastLook);
    }

    @Override
    public boolean split(Colour to, int percent, LastLook lastLook) {
        return order(List.of(part(to, percent), part(to.other(), 100 - percent)), lastLook);
    }

    @Override
    public void forwardTo(Colour colour) {
        order(all(colour), config -> {});
    }

    private List<TargetGroupTuple> all(Colour colour) {
        return List.of(TargetGroupTuple.builder()
                .targetGroupArn(foundation.targetGroups().get(colour))
                .build());
    }

    private TargetGroupTuple part(Colour colour, int weight) {
        return TargetGroupTuple.builder()
                .targetGroupArn(foundation.targetGroups().get(colour))
                .weight(weight)
                .build();
    }

    private boolean order(List<TargetGroupTuple> groups, LastLook lastLook) {
        var looking = new LookBeforeSending.Looking(lastLook);
        try {
            order(groups, config -> config.putExecutionAttribute(LookBeforeSending.LOOKING, looking));
            return true;
        } catch (AwsException e) {
            if (looking.failed().isPresent()) {
                throw looking.failed().get();
            }
            if (looking.stopped()) {
                return false;
            }
            throw e;
        }
    }

    private void order(List<TargetGroupTuple> groups, Consumer<AwsRequestOverrideConfiguration.Builder> config) {
        var rule = foundation.rules().live();
        var forward = Action.builder()
                .type(ActionTypeEnum.FORWARD)
                .forwardConfig(
                        to -> to.targetGroups(groups).targetGroupStickinessConfig(sticky -> sticky.enabled(false)))
                .build();
        Calls.call(
                "elasticloadbalancing:ModifyRule of " + rule,
                () -> elbOnce.get()
                        .modifyRule(order ->
                                order.ruleArn(rule).actions(List.of(forward)).overrideConfiguration(config)));
    }

    @Override
    public String forwardCommand(Colour colour) {
        return "aws elbv2 modify-rule --region " + foundation.region() + " --rule-arn "
                + foundation.rules().live() + " --actions Type=forward,TargetGroupArn="
                + foundation.targetGroups().get(colour);
    }
}
