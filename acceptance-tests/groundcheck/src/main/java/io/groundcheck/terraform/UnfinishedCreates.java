package io.groundcheck.terraform;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The creates that Terraform began and never said the end of, and that its state knows nothing of: a call was on its way
 * when Terraform was killed, and what it made is in no state. Read from the events that Terraform itself wrote to a file
 * ({@link Terraform#keepEvents}).
 *
 * @param creates those, in the order they began
 * @param stateIds the ids of everything that the state does know
 */
public record UnfinishedCreates(List<Create> creates, Set<String> stateIds) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * One of them.
     *
     * @param address such as {@code module.network.aws_vpc.this}
     * @param type such as {@code aws_vpc}
     * @param began when Terraform said that it begins, by this machine's clock
     */
    public record Create(String address, String type, Instant began) {}

    public UnfinishedCreates {
        creates = List.copyOf(creates);
        stateIds = Set.copyOf(stateIds);
    }

    /**
     * Reads both files; one that isn't there is empty.
     *
     * @throws IOException if the state can't be read: then nobody knows what is lost
     */
    public static UnfinishedCreates of(Path events, Path state) throws IOException {
        Map<String, Create> open = new LinkedHashMap<>();
        if (Files.exists(events)) {
            for (String line : lines(events)) {
                follow(line, open);
            }
        }
        var known = new HashSet<String>();
        var ids = new HashSet<String>();
        if (Files.exists(state)) {
            readState(state, known, ids);
        }
        return new UnfinishedCreates(
                open.values().stream()
                        .filter(create -> !known.contains(create.address()))
                        .toList(),
                ids);
    }

    private static List<String> lines(Path events) throws IOException {
        try {
            return Files.readAllLines(events);
        } catch (MalformedInputException e) {
            throw new IOException(events + " is damaged: " + e.getMessage(), e);
        }
    }

    private static void follow(String line, Map<String, Create> open) {
        JsonNode event;
        try {
            event = JSON.readTree(line);
        } catch (JacksonException e) {
            return; // the last line of a killed process may be half a line
        }
        JsonNode hook = event.path("hook");
        String address = hook.path("resource").path("addr").asString("");
        switch (event.path("type").asString("")) {
            case "apply_start" -> {
                if (hook.path("action").asString("").equals("create")) {
                    String type = hook.path("resource").path("resource_type").asString("");
                    open.put(address, new Create(address, type, time(event)));
                }
            }
            // an error has been saved to the state with whatever was made by then
            case "apply_complete", "apply_errored" -> open.remove(address);
            default -> {
                // neither begins nor ends anything
            }
        }
    }

    private static Instant time(JsonNode event) {
        try {
            return OffsetDateTime.parse(event.path("@timestamp").asString("")).toInstant();
        } catch (DateTimeParseException e) {
            return Instant.MAX; // nothing is surely younger than that
        }
    }

    private static void readState(Path state, Set<String> known, Set<String> ids) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(Files.readString(state));
        } catch (JacksonException e) {
            // the parser's own message could quote the state
            throw new IOException("the state " + state + " is damaged; its last good copy may be " + state + ".backup");
        }
        for (JsonNode resource : json.path("resources")) {
            String module = resource.path("module").asString("");
            String address = (module.isEmpty() ? "" : module + ".")
                    + (resource.path("mode").asString("").equals("data") ? "data." : "")
                    + resource.path("type").asString("") + "."
                    + resource.path("name").asString("");
            for (JsonNode instance : resource.path("instances")) {
                ids.add(instance.path("attributes").path("id").asString(""));
                if (!instance.has("deposed")) {
                    known.add(address + index(instance.path("index_key")));
                }
            }
        }
    }

    private static String index(JsonNode key) {
        if (key.isString()) {
            return "[\"" + key.asString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
        }
        return key.isNumber() ? "[" + key.asInt() + "]" : "";
    }
}
