package io.groundcheck.plan;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What became of the conditions of a check block, a resource, an output or a variable.
 *
 * @param address such as {@code check.reachable} or {@code var.cidr_block}
 * @param kind {@code check}, {@code resource}, {@code output_value} or {@code var}
 * @param status {@code pass}, {@code fail}, {@code error} or {@code unknown}
 * @param problems the messages of the conditions that failed
 */
public record CheckResult(String address, String kind, String status, List<String> problems) {

    /**
     * The results in a state, as {@code terraform show -json} has them.
     *
     * @param secrets what must not stand in a message
     */
    public static List<CheckResult> ofState(JsonNode state, Secrets secrets) {
        var checks = new ArrayList<CheckResult>();
        state.path("checks").forEach(check -> checks.add(ofJson(check, secrets)));
        return List.copyOf(checks);
    }

    static CheckResult ofJson(JsonNode json, Secrets secrets) {
        var problems = new ArrayList<String>();
        for (JsonNode instance : json.path("instances")) {
            instance.path("problems")
                    .forEach(problem ->
                            problems.add(secrets.mask(problem.path("message").asString(""))));
        }
        return new CheckResult(
                json.path("address").path("to_display").asString(""),
                json.path("address").path("kind").asString(""),
                json.path("status").asString("unknown"),
                List.copyOf(problems));
    }
}
