package io.groundcheck.process;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The environment of a child, built and not inherited: what a shell happens to export (an AWS profile, a TF_VAR_, a
 * TF_CLI_CONFIG_FILE that points nowhere) must not decide how a test ends.
 */
public final class ChildEnvironment {

    private static final Set<String> ALLOWED = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "TMPDIR",
            "TZ",
            "LANG",
            "LANGUAGE",
            "XDG_RUNTIME_DIR",
            // how this machine reaches the network
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY",
            "ALL_PROXY",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "CURL_CA_BUNDLE",
            "REQUESTS_CA_BUNDLE");

    private ChildEnvironment() {}

    /**
     * The allowed part of a parent's environment, with more variables added or replaced.
     *
     * @param parent usually {@link System#getenv()}
     * @param more what this child needs beyond it
     */
    public static Map<String, String> of(Map<String, String> parent, Map<String, String> more) {
        var built = new TreeMap<String, String>();
        parent.forEach((name, value) -> {
            if (isAllowed(name)) {
                built.put(name, value);
            }
        });
        built.putAll(more);
        return Map.copyOf(built);
    }

    private static boolean isAllowed(String name) {
        // Proxy variables are read in both cases.
        return ALLOWED.contains(name.toUpperCase(Locale.ROOT)) || name.startsWith("LC_");
    }
}
