package io.groundcheck.sweep;

import io.groundcheck.sweep.Finders.Finder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * What hangs in a VPC has no name that only one can have. It is certain if its VPC is in this stack's state, or if it
 * carries the stack's tag. Everything is listed and chosen from here: emulators don't know every filter.
 */
final class NetworkFinders {

    private NetworkFinders() {}

    static Map<String, Finder> all() {
        return Map.of(
                "aws_vpc", NetworkFinders::vpc,
                "aws_subnet", NetworkFinders::subnet,
                "aws_security_group", NetworkFinders::securityGroup,
                "aws_internet_gateway", NetworkFinders::internetGateway,
                "aws_route_table", NetworkFinders::routeTable);
    }

    /**
     * One of the things that a service listed.
     *
     * @param vpc the VPC it hangs in; empty if in none
     */
    private record Thing(String id, String vpc, Map<String, String> tags) {}

    private static Finding vpc(Wanted wanted) {
        Optional<String> cidr = wanted.text("cidr_block");
        if (cidr.isEmpty()) {
            return new Finding.Unknown("its cidr_block isn't known before apply");
        }
        try (var ec2 = wanted.target().client(Ec2Client.builder())) {
            List<Thing> things = ec2.describeVpcsPaginator().vpcs().stream()
                    .filter(vpc -> vpc.cidrBlock().equals(cidr.get()) && !Boolean.TRUE.equals(vpc.isDefault()))
                    .map(vpc -> new Thing(vpc.vpcId(), "", tags(vpc.tags())))
                    .toList();
            return choose(wanted, things, "VPC " + cidr.get(), "ec2 delete-vpc --vpc-id ");
        }
    }

    private static Finding subnet(Wanted wanted) {
        Optional<String> cidr = wanted.text("cidr_block");
        Optional<String> vpc = wanted.text("vpc_id");
        if (cidr.isEmpty() || vpc.isEmpty()) {
            return new Finding.Unknown("its cidr_block or its vpc_id isn't known before apply");
        }
        try (var ec2 = wanted.target().client(Ec2Client.builder())) {
            List<Thing> things = ec2.describeSubnetsPaginator().subnets().stream()
                    .filter(subnet -> subnet.vpcId().equals(vpc.get())
                            && subnet.cidrBlock().equals(cidr.get()))
                    .map(subnet -> new Thing(subnet.subnetId(), subnet.vpcId(), tags(subnet.tags())))
                    .toList();
            return choose(
                    wanted, things, "subnet " + cidr.get() + " in " + vpc.get(), "ec2 delete-subnet --subnet-id ");
        }
    }

    private static Finding securityGroup(Wanted wanted) {
        Optional<String> name = wanted.text("name");
        Optional<String> vpc = wanted.text("vpc_id");
        if (name.isEmpty() || vpc.isEmpty()) {
            return new Finding.Unknown("its name or its vpc_id isn't known before apply");
        }
        try (var ec2 = wanted.target().client(Ec2Client.builder())) {
            List<Thing> things = ec2.describeSecurityGroupsPaginator().securityGroups().stream()
                    .filter(group ->
                            vpc.get().equals(group.vpcId()) && group.groupName().equals(name.get()))
                    .map(group -> new Thing(group.groupId(), group.vpcId(), tags(group.tags())))
                    .toList();
            return choose(
                    wanted,
                    things,
                    "security group " + name.get() + " in " + vpc.get(),
                    "ec2 delete-security-group --group-id ");
        }
    }

    private static Finding internetGateway(Wanted wanted) {
        Optional<String> vpc = wanted.text("vpc_id");
        try (var ec2 = wanted.target().client(Ec2Client.builder())) {
            List<Thing> things = ec2.describeInternetGatewaysPaginator().internetGateways().stream()
                    .map(gateway -> new Thing(
                            gateway.internetGatewayId(),
                            gateway.attachments().isEmpty()
                                    ? ""
                                    : gateway.attachments().get(0).vpcId(),
                            tags(gateway.tags())))
                    // it is made first and attached then
                    .filter(thing -> thing.vpc().isEmpty()
                            || vpc.filter(thing.vpc()::equals).isPresent())
                    .toList();
            return choose(
                    wanted,
                    things,
                    "internet gateway with the tags " + wanted.tags(),
                    "ec2 delete-internet-gateway --internet-gateway-id ");
        }
    }

    private static Finding routeTable(Wanted wanted) {
        Optional<String> vpc = wanted.text("vpc_id");
        if (vpc.isEmpty()) {
            return new Finding.Unknown("its vpc_id isn't known before apply");
        }
        try (var ec2 = wanted.target().client(Ec2Client.builder())) {
            List<Thing> things = ec2.describeRouteTablesPaginator().routeTables().stream()
                    .filter(table -> table.vpcId().equals(vpc.get()))
                    .filter(table -> table.associations().stream()
                            .noneMatch(association -> Boolean.TRUE.equals(association.main())))
                    .map(table -> new Thing(table.routeTableId(), table.vpcId(), tags(table.tags())))
                    .toList();
            return choose(wanted, things, "route table in " + vpc.get(), "ec2 delete-route-table --route-table-id ");
        }
    }

    private static Map<String, String> tags(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value, (first, second) -> second));
    }

    private static Finding choose(Wanted wanted, List<Thing> things, String what, String command) {
        Predicate<Thing> ours = thing -> wanted.known().contains(thing.vpc()) || wanted.isMarked(thing.tags());
        List<Thing> left = things.stream()
                .filter(thing -> !wanted.known().contains(thing.id()) && wanted.hasTags(thing.tags()))
                .sorted((one, other) -> Boolean.compare(ours.test(other), ours.test(one)))
                .toList();
        if (left.isEmpty()) {
            return new Finding.Absent("no " + what);
        }
        Thing best = left.get(0);
        String remove = wanted.aws(command + best.id());
        return wanted.known().contains(best.vpc())
                ? new Finding.Certain(best.id(), "it is in this stack's own " + best.vpc(), remove)
                : wanted.alike(best.id(), best.tags(), remove);
    }
}
