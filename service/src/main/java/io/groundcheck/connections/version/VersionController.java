package io.groundcheck.connections.version;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@EnableConfigurationProperties(VersionProperties.class)
class VersionController {

    private final Version version;

    VersionController(VersionProperties properties) {
        version = new Version(properties.version(), properties.commit(), properties.digest(), properties.colour());
    }

    @GetMapping("/version")
    Version version() {
        return version;
    }

    /** {@code digest} and {@code colour} are null where no task definition set them. */
    record Version(
            String version,
            String commit,
            @Nullable String digest,
            @Nullable String colour) {}
}
