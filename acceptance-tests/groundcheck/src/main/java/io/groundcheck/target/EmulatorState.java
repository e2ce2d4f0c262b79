package io.groundcheck.target;

import io.groundcheck.files.UserFolders;
import io.groundcheck.process.ProcessIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the state file of a running emulator says (docs/contracts.md, "The emulator's state file").
 *
 * @param target {@code fakecloud} or {@code moto}
 * @param version the emulator's own version
 * @param pid its process
 * @param startTime field 22 of {@code /proc/<pid>/stat}, clock ticks since boot; 0 where there is no {@code /proc}
 * @param endpoint where it answers on this machine
 * @param region the region it serves
 * @param account the account it plays, twelve digits
 * @param accessKey the access key id that it takes
 * @param secretKey the secret key that it takes
 * @param containerEndpoint how a container that it starts reaches it
 * @param log its log file
 */
public record EmulatorState(
        String target,
        String version,
        long pid,
        long startTime,
        URI endpoint,
        String region,
        String account,
        String accessKey,
        String secretKey,
        URI containerEndpoint,
        Path log) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * Reads the state file of the instance that {@code EMULATOR} names, and checks that the process it names is the
     * one that was started.
     *
     * @param env the environment
     * @param target what {@code TARGET} says
     * @throws TargetException if there is no such file, it says something else, or the process is gone
     */
    static EmulatorState running(Map<String, String> env, String target) {
        Path file = file(env);
        EmulatorState state = read(file, target);
        if (!new ProcessIdentity(state.pid(), state.startTime()).isAlive()) {
            throw new TargetException("the emulator of " + file + " is gone: no process " + state.pid()
                    + " that started at tick " + state.startTime()
                    + " runs. Start it with `make emulator-up`; its log is " + state.log() + ".");
        }
        return state;
    }

    /** Where the state file of the instance that the environment names is, whether it exists or not. */
    static Path file(Map<String, String> env) {
        String instance = env.getOrDefault("EMULATOR", "default");
        if (!instance.matches("[A-Za-z0-9_-]+")) {
            throw new TargetException("EMULATOR: expected letters, digits, - or _, but was \"" + instance + "\".");
        }
        return UserFolders.of(env).state().resolve("emulator").resolve(instance + ".json");
    }

    private static EmulatorState read(Path file, String target) {
        JsonNode json;
        try {
            json = JSON.readTree(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new TargetException(
                    "TARGET=" + target + ", but no emulator runs: there is no " + file
                            + ". Start one with `make emulator-up`.",
                    e);
        } catch (IOException | JacksonException e) {
            throw new TargetException(
                    file + " can't be read: " + e.getMessage() + ". Run `make emulator-down`, then `make emulator-up`.",
                    e);
        }
        if (json.path("schema").asInt(0) != 1) {
            throw new TargetException(file + ": expected schema 1, but was " + json.path("schema")
                    + ". Another version wrote it: run `make emulator-down`, then `make emulator-up`.");
        }
        String found = text(file, json, "target");
        if (!found.equals(target)) {
            throw new TargetException("TARGET=" + target + ", but the emulator of " + file + " is " + found
                    + ". Choose another with EMULATOR, or set TARGET=" + found + ".");
        }
        return new EmulatorState(
                found,
                text(file, json, "version"),
                json.path("pid").asLong(-1),
                json.path("start_time").asLong(0),
                URI.create(text(file, json, "endpoint")),
                text(file, json, "region"),
                text(file, json, "account"),
                text(file, json, "access_key"),
                text(file, json, "secret_key"),
                URI.create(json.path("container_endpoint").asString(text(file, json, "endpoint"))),
                Path.of(json.path("log").asString("unknown")));
    }

    private static String text(Path file, JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (!value.isString() || value.asString().isEmpty()) {
            throw new TargetException(file + ": the field \"" + field + "\" is missing"
                    + ". Run `make emulator-down`, then `make emulator-up`.");
        }
        return value.asString();
    }

    /** Everything but the secret key. */
    @Override
    public String toString() {
        return target + " " + version + " at " + endpoint + (pid == 0 ? "" : " (process " + pid + ")");
    }
}
