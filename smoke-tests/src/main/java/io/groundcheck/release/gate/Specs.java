package io.groundcheck.release.gate;

import java.util.List;

/**
 * The specs of this CLI's jar.
 *
 * @param version a hash of the features and of the expected list
 * @param expected the committed list of scenario ids that must pass
 */
public record Specs(String version, List<String> expected) {
    public Specs {
        expected = List.copyOf(expected);
    }
}
