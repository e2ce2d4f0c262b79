package io.groundcheck.release.smoke;

import java.util.Optional;

/**
 * What {@code GET /version} really answered.
 *
 * @param version the tag baked into the image
 * @param commit the commit baked into the image, or {@code unknown}
 * @param digest the image's digest as the task definition names it, such as {@code sha256:…}
 * @param colour {@code blue} or {@code green}; empty outside ECS
 */
public record ObservedVersion(String version, String commit, Optional<String> digest, Optional<String> colour) {}
