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
 */
public record InitCommand(boolean backend, boolean upgrade, boolean readOnlyLock, Map<String, String> backendConfig)
        implements Subcommand {

    public InitCommand {
        backendConfig = Map.copyOf(backendConfig);
    }

    /** With the backend as the configuration says. */
    public static InitCommand init() {
        return new InitCommand(true, false, false, Map.of());
    }

    /** Without a backend. */
    public InitCommand withoutBackend() {
        return new InitCommand(false, upgrade, readOnlyLock, backendConfig);
    }

    /** With these settings for the backend. */
    public InitCommand withBackendConfig(Map<String, String> settings) {
        return new InitCommand(backend, upgrade, readOnlyLock, settings);
    }

    @Override
    public List<String> argv() {
        return Arguments.of("init", "-input=false", "-no-color")
                .when(!backend, "-backend=false")
                .when(upgrade, "-upgrade")
                .when(readOnlyLock, "-lockfile=readonly")
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
