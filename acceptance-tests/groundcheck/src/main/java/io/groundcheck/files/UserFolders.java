package io.groundcheck.files;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where this user's files are (docs/contracts.md, "Environment variables").
 *
 * @param cache things that can be made again
 * @param state things that must not be lost: the ledger, the stacks it lists, emulators' state files
 */
public record UserFolders(Path cache, Path state) {

    /** As the environment says. */
    public static UserFolders of(Map<String, String> env) {
        return new UserFolders(
                folder(env, "GROUNDCHECK_CACHE_DIR", "XDG_CACHE_HOME", ".cache"),
                folder(env, "GROUNDCHECK_STATE_DIR", "XDG_STATE_HOME", ".local/state"));
    }

    private static Path folder(Map<String, String> env, String own, String xdg, String underHome) {
        String ownValue = env.getOrDefault(own, "");
        if (!ownValue.isEmpty()) {
            return Path.of(ownValue);
        }
        String xdgValue = env.getOrDefault(xdg, "");
        if (!xdgValue.isEmpty()) {
            return Path.of(xdgValue, "groundcheck");
        }
        return Path.of(env.getOrDefault("HOME", System.getProperty("user.home", "")))
                .resolve(underHome)
                .resolve("groundcheck");
    }
}
