package io.groundcheck.sweep;

import io.groundcheck.sweep.Finders.Finder;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;

/** Load balancers and target groups, by name; a target group has no time of birth, so its VPC or its tag must prove it. */
final class LoadBalancerFinders {

    private LoadBalancerFinders() {}

    static Map<String, Finder> all() {
        return Map.of("aws_lb", LoadBalancerFinders::balancer, "aws_lb_target_group", LoadBalancerFinders::group);
    }

    private static Finding balancer(Wanted wanted) {
        String name = wanted.text("name").orElse("");
        if (name.isEmpty()) {
            return new Finding.Unknown("its name isn't known before apply");
        }
        try (var elb = wanted.target().client(ElasticLoadBalancingV2Client.builder())) {
            var found =
                    elb.describeLoadBalancers(request -> request.names(name)).loadBalancers();
            if (found.isEmpty()) {
                return new Finding.Absent("no load balancer " + name);
            }
            String arn = found.get(0).loadBalancerArn();
            return wanted.named(
                    arn,
                    found.get(0).createdTime(),
                    tags(elb, arn),
                    wanted.aws("elbv2 delete-load-balancer --load-balancer-arn " + arn));
        } catch (LoadBalancerNotFoundException e) {
            return new Finding.Absent("no load balancer " + name);
        }
    }

    private static Finding group(Wanted wanted) {
        String name = wanted.text("name").orElse("");
        if (name.isEmpty()) {
            return new Finding.Unknown("its name isn't known before apply");
        }
        try (var elb = wanted.target().client(ElasticLoadBalancingV2Client.builder())) {
            var found = elb.describeTargetGroups(request -> request.names(name)).targetGroups();
            if (found.isEmpty()) {
                return new Finding.Absent("no target group " + name);
            }
            String arn = found.get(0).targetGroupArn();
            String command = wanted.aws("elbv2 delete-target-group --target-group-arn " + arn);
            String vpc = String.valueOf(found.get(0).vpcId());
            return wanted.known().contains(vpc)
                    ? new Finding.Certain(arn, "it is for this stack's own " + vpc, command)
                    : wanted.alike(arn, tags(elb, arn), command);
        } catch (TargetGroupNotFoundException e) {
            return new Finding.Absent("no target group " + name);
        }
    }

    private static Map<String, String> tags(ElasticLoadBalancingV2Client elb, String arn) {
        return elb.describeTags(request -> request.resourceArns(arn)).tagDescriptions().stream()
                .flatMap(description -> description.tags().stream())
                .collect(Collectors.toMap(Tag::key, Tag::value, (first, second) -> second));
    }
}
