package io.groundcheck.release.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/** Names whoever runs this. */
final class Caller {

    private Caller() {}

    static String from(Map<String, String> env) {
        var actor = env.getOrDefault("GITHUB_ACTOR", "");
        if (!actor.isEmpty()) {
            var run = env.getOrDefault("GITHUB_RUN_ID", "");
            return run.isEmpty() ? actor : actor + " (GitHub run " + run + ")";
        }
        return env.getOrDefault("USER", System.getProperty("user.name", "unknown")) + "@" + host(env);
    }

    private static String host(Map<String, String> env) {
        var named = env.getOrDefault("HOSTNAME", "");
        if (!named.isEmpty()) {
            return named;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }
}
