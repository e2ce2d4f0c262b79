package io.groundcheck.target;

import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import io.groundcheck.files.PrivateFiles;
import io.groundcheck.files.UserFolders;
import io.groundcheck.process.ExitHook;
import io.groundcheck.process.ProcessIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** One LocalStack in a container of Testcontainers', which ends with this JVM. */
final class LocalStackServer {

    private static final Logger LOG = LoggerFactory.getLogger(LocalStackServer.class);

    /** Ready in 3 s on an idle machine; pulling the full image isn't part of this. */
    private static final Duration STARTUP = Duration.ofMinutes(3);

    private static final int PORT = 4566;

    /** What every test wants of it, whichever image it comes from (docs/localstack.md has the reasons). */
    private static final Map<String, String> SETTINGS = Map.of(
            "DISABLE_EVENTS", "1",
            "DNS_ADDRESS", "0",
            "PROVIDER_OVERRIDE_CLOUDWATCH", "v1",
            "SKIP_SSL_CERT_DOWNLOAD", "1");

    private final LocalStackContainer container;
    private final Path log;

    private LocalStackServer(LocalStackContainer container, Path log) {
        this.container = container;
        this.log = log;
    }

    /**
     * Starts one and waits until it says that it is ready.
     *
     * @param env the environment
     * @throws TargetException if no engine answers, there is no image, or it doesn't get ready; with the end of its log
     */
    static LocalStackServer start(Map<String, String> env) {
        if (!ContainerEngine.answers(env)) {
            throw new EmulatorMissingException("TARGET=localstack needs a container engine, and none answers at "
                    + env.getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock") + ". `make doctor` says more.");
        }
        Path logs = UserFolders.of(env).state().resolve("logs");
        var self = ProcessIdentity.current();
        try {
            LocalStackLeftovers.remove(PrivateFiles.folder(logs));
            LocalStackImage image = LocalStackImage.choose(env, LocalStackServer::isPresent);
            return start(image, self, LocalStackLeftovers.log(logs, self));
        } catch (IllegalStateException e) {
            throw new TargetException(
                    "TARGET=localstack: Testcontainers can't use the container engine: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new TargetException("LocalStack's log can't be kept in " + logs + ": " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("resource") // the container is closed by the exit hook, long after this method
    private static LocalStackServer start(LocalStackImage image, ProcessIdentity self, Path log) {
        LocalStackContainer container = new LocalStackContainer(
                        DockerImageName.parse(image.name()).asCompatibleSubstituteFor(LocalStackImage.REPOSITORY))
                .withEnv(SETTINGS)
                .withLabels(LocalStackLeftovers.labels(self))
                .withStartupTimeout(STARTUP)
                .withLogConsumer(new LogFile(log))
                .withCreateContainerCmdModifier(command -> bindToThisMachine(
                        Objects.requireNonNull(command.getHostConfig(), "a container has a host configuration")));
        if (image.isFull()) {
            container.withEnv("LOCALSTACK_AUTH_TOKEN", image.token());
        }
        var stop = ExitHook.register(ExitHook.Phase.EMULATORS, "LocalStack", container::stop);
        try {
            container.start();
        } catch (RuntimeException e) {
            container.stop();
            stop.remove();
            throw new TargetException(
                    "LocalStack (" + image + ") didn't get ready: " + e.getMessage() + ". Its log is " + log + ".", e);
        }
        LOG.info("LocalStack ({}) is ready at {}", image, container.getEndpoint());
        return new LocalStackServer(container, log);
    }

    /**
     * Docker publishes a port on every address of the machine by default, and whoever reaches LocalStack can start
     * containers through it.
     */
    private static void bindToThisMachine(HostConfig config) {
        String host = DockerClientFactory.instance().dockerHostIpAddress();
        String address = host.equals("localhost") ? "127.0.0.1" : host;
        if (address.matches("[0-9.]+")) {
            config.withPortBindings(new PortBinding(Ports.Binding.bindIp(address), ExposedPort.tcp(PORT)));
        }
    }

    private static boolean isPresent(String name) {
        try (var inspect = DockerClientFactory.lazyClient().inspectImageCmd(name)) {
            inspect.exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    /** What a state file would say about it, as far as it is known before it is asked. */
    EmulatorState state(String region) {
        var endpoint = URI.create(container.getEndpoint().toString());
        return new EmulatorState(
                "localstack",
                "unknown",
                0,
                0,
                endpoint,
                region,
                "unknown",
                container.getAccessKey(),
                container.getSecretKey(),
                endpoint,
                log);
    }
}
