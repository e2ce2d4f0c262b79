package io.groundcheck.target;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import io.groundcheck.process.ProcessIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/**
 * What a killed JVM left: its container and its log. Testcontainers has a container of its own for that, which must be
 * privileged and so can't start everywhere.
 */
final class LocalStackLeftovers {

    private static final Logger LOG = LoggerFactory.getLogger(LocalStackLeftovers.class);

    /** pid and start time of the JVM that the container belongs to, and on which machine these mean something. */
    private static final String OWNER = "io.groundcheck.localstack.owner";

    private static final String MACHINE = "io.groundcheck.localstack.machine";
    private static final String LOG_PREFIX = "localstack-";
    private static final String LOG_SUFFIX = ".log";
    private static final Pattern PROCESS = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

    private LocalStackLeftovers() {}

    static Map<String, String> labels(ProcessIdentity owner) {
        return Map.of(OWNER, name(owner), MACHINE, machine());
    }

    /** The log of the container that belongs to a process. */
    static Path log(Path logs, ProcessIdentity owner) {
        return logs.resolve(LOG_PREFIX + name(owner) + LOG_SUFFIX);
    }

    /**
     * Removes the containers and logs of processes of this machine that have ended.
     *
     * @param logs the folder where the logs are
     */
    static void remove(Path logs) throws IOException {
        DockerClient engine = DockerClientFactory.lazyClient();
        List<Container> found;
        try (var list = engine.listContainersCmd()) {
            found = list.withShowAll(true)
                    .withLabelFilter(Map.of(MACHINE, machine()))
                    .exec();
        }
        for (Container container : found) {
            String owner = container.getLabels().getOrDefault(OWNER, "");
            if (hasEnded(owner)) {
                LOG.info("removing the LocalStack that process {} left: {}", owner, container.getId());
                remove(engine, container.getId());
            }
        }
        try (var files = Files.newDirectoryStream(logs, LOG_PREFIX + "*" + LOG_SUFFIX)) {
            for (Path log : files) {
                String file = log.getFileName().toString();
                if (hasEnded(file.substring(LOG_PREFIX.length(), file.length() - LOG_SUFFIX.length()))) {
                    Files.deleteIfExists(log);
                }
            }
        }
    }

    private static void remove(DockerClient engine, String id) {
        try (var remove = engine.removeContainerCmd(id)) {
            remove.withForce(true).withRemoveVolumes(true).exec();
        } catch (NotFoundException | ConflictException e) {
            LOG.debug("somebody else is removing {}", id, e);
        }
    }

    private static boolean hasEnded(String owner) {
        Matcher process = PROCESS.matcher(owner);
        return process.matches()
                && !new ProcessIdentity(Long.parseLong(process.group(1)), Long.parseLong(process.group(2))).isAlive();
    }

    private static String name(ProcessIdentity process) {
        return process.pid() + "-" + process.startTime();
    }

    /** A pid of another machine, or of another container on this one, says nothing here. */
    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
