package io.groundcheck.target;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The image to start LocalStack from.
 *
 * @param name as an engine takes it
 * @param token what unlocks it; empty for the community code, which needs none
 */
record LocalStackImage(String name, String token) {

    /** The last version of the community code that runs without a token (bin/lib/versions.sh says the same). */
    static final String COMMUNITY_VERSION = "4.14.0";

    /** LocalStack's first image that has everything in it, and asks for a token. */
    static final String FULL_VERSION = "2026.03.0";

    /** LocalStack's repository; Testcontainers takes an image of another name only as a substitute for it. */
    static final String REPOSITORY = "localstack/localstack";

    private static final List<String> COMMUNITY =
            List.of(REPOSITORY + ":" + COMMUNITY_VERSION, "groundcheck/localstack:" + COMMUNITY_VERSION);

    /**
     * The full image where {@code LOCALSTACK_AUTH_TOKEN} is set; otherwise the community image that is here. Nothing is
     * pulled or built: that takes a minute or two, which a test would seem to hang for.
     *
     * @param env the environment
     * @param present whether the engine has an image
     * @throws EmulatorMissingException if there is no token and no community image
     */
    static LocalStackImage choose(Map<String, String> env, Predicate<String> present) {
        String token = env.getOrDefault("LOCALSTACK_AUTH_TOKEN", "").strip();
        if (!token.isEmpty()) {
            return new LocalStackImage(REPOSITORY + ":" + FULL_VERSION, token);
        }
        return COMMUNITY.stream()
                .filter(present)
                .findFirst()
                .map(name -> new LocalStackImage(name, ""))
                .orElseThrow(
                        () -> new EmulatorMissingException("TARGET=localstack, but there is no image of it: neither "
                                + String.join(" nor ", COMMUNITY)
                                + ". Run bin/localstack-image, which pulls or builds it once,"
                                + " or set LOCALSTACK_AUTH_TOKEN for the full one."));
    }

    boolean isFull() {
        return !token.isEmpty();
    }

    /** Not the token. */
    @Override
    public String toString() {
        return name;
    }
}
