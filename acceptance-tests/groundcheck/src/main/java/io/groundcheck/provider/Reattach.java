package io.groundcheck.provider;

import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The value of {@code TF_REATTACH_PROVIDERS}: for each provider, how and where its process is reached. */
final class Reattach {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Reattach() {}

    /** The Unix socket of the one provider it tells of. */
    static Path socket(String reattach) {
        for (JsonNode provider : JSON.readTree(reattach)) {
            return Path.of(provider.at("/Addr/String").asString());
        }
        throw new IllegalArgumentException("no provider in " + reattach);
    }

    /** The same with another address, {@code 127.0.0.1:PORT}. */
    static String through(String reattach, String address) {
        JsonNode providers = JSON.readTree(reattach);
        for (JsonNode provider : providers) {
            ((ObjectNode) provider).set("Addr", JSON.valueToTree(Map.of("Network", "tcp", "String", address)));
        }
        return JSON.writeValueAsString(providers);
    }
}
