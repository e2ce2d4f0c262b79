package io.groundcheck.release.process;

import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * NOT an emulated ECS or ECR: plays the answers that AWS documents to the few calls of the release CLI, for services
 * whose tasks are there at once. So that hundreds of runs need no container; the journey runs real ones.
 */
public final class PlayedEcs {

    private static final String ECS = "AmazonEC2ContainerServiceV20141113.";
    private static final String ECR = "AmazonEC2ContainerRegistry_V20150921.";
    private static final JsonMapper JSON = JsonMapper.shared();

    private record Service(Digest digest, int count) {}

    private final Map<String, Service> services = new ConcurrentHashMap<>();
    private final Map<String, Digest> tags = new ConcurrentHashMap<>();

    /** The circuit breaker's answer, where one is played: the rollout state of every service. */
    public volatile String rolloutState = "COMPLETED";

    /** A colour's service runs so many tasks of an image. */
    public void runs(String name, Colour colour, Digest digest, int count) {
        services.put(name + "-" + colour, new Service(digest, count));
    }

    /** A tag names an image. */
    public void tagged(String tag, Digest digest) {
        tags.put(tag, digest);
    }

    /** How many tasks a colour's service is asked to run. */
    public int count(String name, Colour colour) {
        var service = services.get(name + "-" + colour);
        return service == null ? 0 : service.count();
    }

    /** The ARN of a colour's task. */
    public static String arn(String name, Colour colour, int number) {
        return "arn:aws:ecs:ap-southeast-1:123456789012:task/" + name + "/" + colour + "-" + number;
    }

    /** The whole HTTP answer; empty if the call is for somebody else. */
    Optional<byte[]> answer(String target, byte[] body) {
        if (!target.startsWith(ECS) && !target.startsWith(ECR)) {
            return Optional.empty();
        }
        var asked = JSON.readTree(new String(body, StandardCharsets.UTF_8));
        return Optional.of(
                switch (target.substring(target.indexOf('.') + 1)) {
                    case "DescribeServices" -> ok(Map.of("services", services(asked), "failures", List.of()));
                    case "ListTasks" -> ok(Map.of("taskArns", arns(asked)));
                    case "DescribeTasks" -> ok(Map.of("tasks", tasks(asked), "failures", List.of()));
                    case "UpdateService" -> update(asked);
                    case "DescribeImages" -> images(asked);
                    default ->
                        AwsProxy.Call.answer(
                                400,
                                "application/x-amz-json-1.1",
                                "{\"__type\":\"UnknownOperationException\",\"message\":\"not played: " + target
                                        + "\"}");
                });
    }

    private List<Object> services(JsonNode asked) {
        var found = new ArrayList<>();
        for (var each : asked.path("services")) {
            var service = services.get(each.asString());
            if (service != null) {
                found.add(describe(each.asString(), service));
            }
        }
        return found;
    }

    private Map<String, Object> describe(String name, Service service) {
        return Map.of(
                "serviceName",
                name,
                "status",
                "ACTIVE",
                "desiredCount",
                service.count(),
                "taskDefinition",
                definition(name),
                "events",
                List.of(),
                "deployments",
                List.of(Map.of(
                        "status",
                        "PRIMARY",
                        "taskDefinition",
                        definition(name),
                        "rolloutState",
                        rolloutState,
                        "createdAt",
                        0)));
    }

    private static String definition(String service) {
        return "arn:aws:ecs:ap-southeast-1:123456789012:task-definition/" + service + ":1";
    }

    private List<String> arns(JsonNode asked) {
        var name = asked.path("serviceName").asString();
        var service = services.get(name);
        if (service == null || asked.path("desiredStatus").asString().equals("STOPPED")) {
            return List.of();
        }
        var split = name.lastIndexOf('-');
        var arns = new ArrayList<String>();
        for (int i = 0; i < service.count(); i++) {
            arns.add(arn(name.substring(0, split), Colour.of(name.substring(split + 1)), i));
        }
        return arns;
    }

    private List<Object> tasks(JsonNode asked) {
        var found = new ArrayList<>();
        for (var each : asked.path("tasks")) {
            var parts = each.asString().split("[:/]", -1);
            var colour = parts[parts.length - 1].replaceAll("-[0-9]+$", "");
            var name = parts[parts.length - 2] + "-" + colour;
            var service = services.get(name);
            if (service != null) {
                found.add(Map.of(
                        "taskArn",
                        each.asString(),
                        "lastStatus",
                        "RUNNING",
                        "desiredStatus",
                        "RUNNING",
                        "taskDefinitionArn",
                        definition(name),
                        "createdAt",
                        0,
                        "containers",
                        List.of(Map.of(
                                "name",
                                "service",
                                "imageDigest",
                                service.digest().value()))));
            }
        }
        return found;
    }

    private byte[] update(JsonNode asked) {
        var name = asked.path("service").asString();
        var changed = services.computeIfPresent(
                name,
                (key, service) ->
                        new Service(service.digest(), asked.path("desiredCount").asInt(service.count())));
        return changed == null
                ? AwsProxy.Call.answer(
                        400,
                        "application/x-amz-json-1.1",
                        "{\"__type\":\"ServiceNotFoundException\",\"message\":\"" + name + "\"}")
                : ok(Map.of("service", describe(name, changed)));
    }

    private byte[] images(JsonNode asked) {
        var tag = asked.path("imageIds").path(0).path("imageTag").asString();
        var digest = tags.get(tag);
        return digest == null
                ? AwsProxy.Call.answer(
                        400,
                        "application/x-amz-json-1.1",
                        "{\"__type\":\"ImageNotFoundException\",\"message\":\"" + tag + "\"}")
                : ok(Map.of("imageDetails", List.of(Map.of("imageDigest", digest.value(), "imageTags", List.of(tag)))));
    }

    private static byte[] ok(Object body) {
        return AwsProxy.Call.answer(200, "application/x-amz-json-1.1", JSON.writeValueAsString(body));
    }
}
