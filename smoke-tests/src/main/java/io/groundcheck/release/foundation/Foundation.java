package io.groundcheck.release.foundation;

import io.groundcheck.release.json.Json;
import io.groundcheck.release.json.Required;
import io.groundcheck.release.record.Colour;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The foundation contract, schema 1 of docs/contracts.md: only the parts the CLI needs.
 *
 * @param schema the format, 1
 * @param name prefixes everything
 * @param region such as {@code ap-southeast-1}
 * @param account twelve digits
 * @param url where users go
 * @param cluster the ECS cluster
 * @param logGroup where the tasks' logs are
 * @param repository the image repository
 * @param loadBalancer the load balancer
 * @param listener the ARN of the listener that carries traffic
 * @param rules its rules
 * @param targetGroups ARNs by colour
 * @param bucket the release bucket
 * @param tokenParameter the SecureString that holds the candidate token
 * @param alarms names
 */
public record Foundation(
        int schema,
        String name,
        String region,
        String account,
        URI url,
        Cluster cluster,
        String logGroup,
        Repository repository,
        LoadBalancerRef loadBalancer,
        String listener,
        Rules rules,
        ByColour targetGroups,
        String bucket,
        String tokenParameter,
        List<String> alarms) {

    /** The format this program reads. */
    public static final int SCHEMA = 1;

    public Foundation {
        Required.schema(SCHEMA, schema);
        Required.field("name", name);
        Required.field("region", region);
        Required.field("account", account);
        Required.field("url", url);
        Required.field("cluster", cluster);
        Required.field("log_group", logGroup);
        Required.field("repository", repository);
        Required.field("load_balancer", loadBalancer);
        Required.field("listener", listener);
        Required.field("rules", rules);
        Required.field("target_groups", targetGroups);
        Required.field("bucket", bucket);
        Required.field("token_parameter", tokenParameter);
        alarms = List.copyOf(Required.field("alarms", alarms));
    }

    /** The parameter that holds the contract. */
    public static String parameter(String name) {
        return "/" + name + "/foundation";
    }

    /**
     * Reads the contract's text.
     *
     * @throws io.groundcheck.release.ReleaseException (exit code 3) if it can't be understood
     */
    public static Foundation parse(String parameter, String text) {
        return Json.readOnly("SSM parameter " + parameter, text.getBytes(StandardCharsets.UTF_8), Foundation.class);
    }

    /** The name of a colour's ECS service, which is its task family's too. */
    public String service(Colour colour) {
        return name + "-" + colour;
    }

    /** The colour whose target group has this ARN. */
    public Optional<Colour> colourOf(String targetGroup) {
        return Arrays.stream(Colour.values())
                .filter(colour -> targetGroups.get(colour).equals(targetGroup))
                .findFirst();
    }

    /** The ECS cluster. */
    public record Cluster(String name, String arn) {}

    /** The image repository. */
    public record Repository(String name, String url, String arn) {}

    /** The load balancer. */
    public record LoadBalancerRef(String arn, String dnsName) {}

    /** ARNs of the listener's rules. */
    public record Rules(String live, ByColour candidate) {}

    /** One text for each colour. */
    public record ByColour(String blue, String green) {
        /** The text of a colour. */
        public String get(Colour colour) {
            return colour == Colour.BLUE ? blue : green;
        }
    }
}
