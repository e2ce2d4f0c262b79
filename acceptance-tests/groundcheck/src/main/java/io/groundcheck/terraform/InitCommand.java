package io.groundcheck.terraform;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code terraform init}: installs providers and modules, configures the backend.
 *
 * @param backend whether the backend is configured; without it validate and test work, plan doesn't
 * @param upgrade whether newer versions than the lock file's may be taken
 * @param readOnlyLock whether a lock file that lacks something is an error
 * @param backendConfig settings for the backend; not for secrets, they stand on the command line
 * @param before what becomes of the state in the backend that was configured before
 */
public record InitCommand(
        boolean backend, boolean upgrade, boolean readOnlyLock, Map<String, String> backendConfig, Before before)
        implements Subcommand {

    /** What becomes of the state in another backend that was configured before. */
    public enum Before {
        /** Another backend is an error. */
        REFUSE,
        /** It is copied into the new one, unasked. */
        MIGRATE,
        /** It stays where it is and is left alone. */
        RECONFIGURE
    }

    public InitCommand {
        backendConfig = Map.copyOf(backendConfig);
    }

    /** With the backend as the configuration says. */
    public static InitCommand init() {
        return new InitCommand(true, false, false, Map.of(), Before.REFUSE);
    }

    /** Without a backend. */
    public InitCommand withoutBackend() {
        return new InitCommand(false, upgrade, readOnlyLock, backendConfig, before);
    }

    /** With these settings for the backend. */
    public InitCommand withBackendConfig(Map<String, String> settings) {
        return new InitCommand(backend, upgrade, readOnlyLock, settings, before);
    }

    /** With the state of an earlier backend copied, or left behind. */
    public InitCommand after(Before choice) {
        return new InitCommand(backend, upgrade, readOnlyLock, backendConfig, choice);
    }

    @Override
    public List<String> argv() {
        return Arguments.of("init", "-input=false", "-no-color")
                .when(!backend, "-backend=false")
                .when(upgrade, "-upgrade")
                .when(readOnlyLock, "-lockfile=readonly")
                .when(before == Before.MIGRATE, "-migrate-state")
                .when(before == Before.MIGRATE, "-force-copy")
                .when(before == Before.RECONFIGURE, "-reconfigure")
                .each(
                        "-backend-config=",
                        new TreeMap<>(backendConfig)
                                .entrySet().stream()
                                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                                        .toList())
                .list();
    }

    @Override
    public String title() {
        return "init";
    }
}
