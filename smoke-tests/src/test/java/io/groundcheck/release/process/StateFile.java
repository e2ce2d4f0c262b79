package io.groundcheck.release.process;

import io.groundcheck.http.HttpProbe;
import io.groundcheck.http.Request;
import io.groundcheck.process.ProcessIdentity;
import io.groundcheck.release.json.Json;
import io.groundcheck.target.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What {@code bin/emulator up} would have written, for an emulator that this JVM has started. */
final class StateFile {

    static final String INSTANCE = "it";

    private StateFile() {}

    /**
     * Writes it.
     *
     * @param state what {@code GROUNDCHECK_STATE_DIR} will be
     * @param endpoint the emulator's own, or that of somebody in front of it
     */
    static void write(Path state, URI endpoint, Target target) throws IOException {
        var health = HttpProbe.once(
                endpoint,
                HttpProbe.addresses(endpoint).get(0),
                Request.get("/_fakecloud/health"),
                Duration.ofSeconds(5));
        var me = ProcessIdentity.current();
        var env = target.environment();
        var folder = Files.createDirectories(state.resolve("emulator"));
        Files.writeString(
                folder.resolve(INSTANCE + ".json"),
                Json.text(Map.ofEntries(
                                Map.entry("schema", 1),
                                Map.entry("target", "fakecloud"),
                                Map.entry(
                                        "version",
                                        JsonMapper.shared()
                                                .readTree(health.body())
                                                .path("version")
                                                .asString()),
                                Map.entry("pid", me.pid()),
                                Map.entry("start_time", me.startTime()),
                                Map.entry("endpoint", endpoint.toString()),
                                Map.entry("region", target.region()),
                                Map.entry("account", target.account()),
                                Map.entry("access_key", env.getOrDefault("AWS_ACCESS_KEY_ID", "test")),
                                Map.entry("secret_key", env.getOrDefault("AWS_SECRET_ACCESS_KEY", "test")),
                                Map.entry("container_endpoint", endpoint.toString()),
                                Map.entry("log", "unknown")))
                        .replace("\" : ", "\": ")); // as bin/lib/emulator.sh reads it
    }
}
