package io.groundcheck.connections.version;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Identity, from the environment: SERVICE_VERSION and SERVICE_COMMIT are baked into the image, SERVICE_DIGEST and
 * SERVICE_COLOUR are set by the task definition, as no image can know its own digest.
 */
@ConfigurationProperties("service")
record VersionProperties(
        @DefaultValue("dev") String version,
        @DefaultValue("unknown") String commit,
        @Nullable String digest,
        @Nullable String colour) {

    VersionProperties {
        digest = blankAsNull(digest);
        colour = blankAsNull(colour);
    }

    private static @Nullable String blankAsNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
