package io.groundcheck.emulator;

import io.groundcheck.files.UserFolders;
import io.groundcheck.ledger.Ledger;
import io.groundcheck.target.EmulatorMissingException;
import io.groundcheck.target.Target;
import io.groundcheck.target.Targets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The emulators of one test run: each is started when the first test asks for it, and shared by all that do. An
 * instance that {@code EMULATOR} names, AWS, and an endpoint are used as they are.
 */
public final class SharedEmulators implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SharedEmulators.class);
    private static final String DEFAULT_REGION = "ap-southeast-1";

    private final Map<String, String> env;
    private final Map<EmulatorKind, EmulatorProcess> started = new EnumMap<>(EmulatorKind.class);
    private final Map<String, Target> targets = new LinkedHashMap<>();

    /**
     * @param env usually {@link System#getenv()}
     */
    public SharedEmulators(Map<String, String> env) {
        this.env = Map.copyOf(env);
    }

    /**
     * A target by its name.
     *
     * @param name {@code fakecloud}, {@code moto}, {@code endpoint} or {@code aws}
     * @throws EmulatorMissingException if it would be started, but isn't installed
     * @throws io.groundcheck.target.TargetException if it can't be used
     */
    public synchronized Target target(String name) {
        Target known = targets.get(name);
        if (known == null) {
            known = find(name);
            targets.put(name, known);
        }
        return known;
    }

    private Target find(String name) {
        for (EmulatorKind kind : EmulatorKind.values()) {
            if (kind.title().equals(name) && !env.containsKey("EMULATOR")) {
                OrphanedEmulators.end(Ledger.in(UserFolders.of(env)));
                String region = env.getOrDefault("AWS_REGION", DEFAULT_REGION);
                EmulatorProcess process = EmulatorProcess.start(kind, region, env);
                started.put(kind, process);
                LOG.info("started {}", process.state());
                return Targets.of(process.state());
            }
        }
        var named = new LinkedHashMap<>(env);
        named.put("TARGET", name);
        return Targets.fromEnvironment(named);
    }

    /** Ends those that were started. */
    @Override
    public synchronized void close() {
        started.values().forEach(EmulatorProcess::close);
        started.clear();
        targets.clear();
    }
}
