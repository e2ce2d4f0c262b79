package io.groundcheck.target;

import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** fakecloud: containers, traffic and a registry on this machine. */
final class FakecloudTarget extends EmulatorTarget {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Set<Capability> capabilities;

    /**
     * @throws TargetException if it doesn't answer, or is another version than its state file says
     */
    FakecloudTarget(EmulatorState state) {
        super(state);
        JsonNode health = json("/_fakecloud/health");
        String version = health.path("version").asString("unknown");
        if (!version.equals(state.version())) {
            throw new TargetException("the fakecloud at " + state.endpoint() + " is " + version
                    + ", but its state file says " + state.version()
                    + ". Another one has taken its port: run `make emulator-down`, then `make emulator-up`.");
        }
        this.capabilities = capabilities(health.path("services"));
    }

    /** What it says it serves; what needs a container engine is there only while one answers. */
    private static Set<Capability> capabilities(JsonNode services) {
        var can = EnumSet.of(Capability.CONTROL_PLANE);
        var named = EnumSet.noneOf(Capability.class);
        for (JsonNode service : services) {
            switch (service.asString("")) {
                case "ecr" -> named.add(Capability.REGISTRY);
                case "iam" -> named.add(Capability.IDENTITY);
                case "ecs" -> named.add(Capability.CONTAINERS);
                case "elasticloadbalancing" -> named.add(Capability.TRAFFIC);
                default -> {
                    // one of the hundred services no test asks for by capability
                }
            }
        }
        if (!ContainerEngine.answers(System.getenv())) {
            named.remove(Capability.CONTAINERS);
        }
        can.addAll(named);
        return can;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.copyOf(capabilities);
    }

    @Override
    public URI loadBalancerUrl(String arn, URI url) {
        JsonNode balancers = json("/_fakecloud/elbv2/load-balancers").path("loadBalancers");
        for (JsonNode balancer : balancers) {
            if (balancer.path("arn").asString("").equals(arn)) {
                int port = balancer.path("boundPort").asInt(0);
                if (port == 0) {
                    throw new TargetException("the load balancer " + arn + " of " + state()
                            + " has no port yet. Give it an HTTP listener; fakecloud serves only the first one.");
                }
                return URI.create("http://127.0.0.1:" + port);
            }
        }
        throw new TargetException(state() + " knows no load balancer " + arn + "; it has "
                + (balancers.isEmpty() ? "none" : balancers.findValuesAsString("arn")) + ".");
    }

    private JsonNode json(String path) {
        String body = ask(path);
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new TargetException(
                    state().endpoint() + path + " didn't answer with JSON, so it is no fakecloud: " + e.getMessage(),
                    e);
        }
    }
}
