package io.groundcheck.connections.store;

import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import io.groundcheck.connections.store.dynamodb.DynamoDbClients;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * A DynamoDB of one's own, on a free port, with the table as Terraform makes it: fakecloud from PATH or the cache, or
 * moto_server from PATH. With neither, tests fail if GROUNDCHECK_REQUIRE=all, and are reported as skipped otherwise.
 */
final class DynamoDbEmulator implements BeforeAllCallback, AfterAllCallback {

    static final String TABLE = "connections";

    private static final String MISSING =
            "no DynamoDB emulator: put fakecloud or moto_server on PATH, or let `make setup` fill the cache";

    private URI endpoint = URI.create("http://127.0.0.1:1");
    private Optional<Process> process = Optional.empty();

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        int port = freePort();
        Optional<List<String>> command = command(port);
        if (command.isEmpty()) {
            if ("all".equals(System.getenv("GROUNDCHECK_REQUIRE"))) {
                fail(MISSING);
            }
            Assumptions.abort(MISSING);
        }
        Path log = Files.createTempFile("dynamodb-emulator-", ".log");
        Process started = new ProcessBuilder(command.orElseThrow())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process = Optional.of(started);
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        endpoint = URI.create("http://127.0.0.1:" + port);
        await("%s on port %d, see %s".formatted(command.get().get(0), port, log))
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .failFast("it ended", () -> !started.isAlive())
                .until(() -> answers());
        createTable();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        process.ifPresent(started -> {
            started.descendants().forEach(ProcessHandle::destroy);
            started.destroy();
        });
    }

    DynamoDbClient client() {
        return client(endpoint);
    }

    static DynamoDbClient client(URI endpoint) {
        return DynamoDbClients.builder(Region.AP_SOUTHEAST_1)
                .endpointOverride(endpoint)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    private void createTable() {
        try (DynamoDbClient client = client()) {
            client.createTable(table -> table.tableName(TABLE)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(string("pk"), string("sk"))
                    .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
            client.waiter().waitUntilTableExists(table -> table.tableName(TABLE));
        }
    }

    private static AttributeDefinition string(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static Optional<List<String>> command(int port) {
        return onPath("fakecloud")
                .or(DynamoDbEmulator::cached)
                .map(fakecloud -> List.of(
                        fakecloud.toString(), "--addr", "127.0.0.1:" + port, "--region", Region.AP_SOUTHEAST_1.id()))
                .or(() -> onPath("moto_server").map(moto -> List.of(moto.toString(), "-p", Integer.toString(port))));
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The newest fakecloud in the cache that docs/contracts.md describes. */
    private static Optional<Path> cached() {
        Path home = Path.of(System.getProperty("user.home"));
        Path cache = Optional.ofNullable(System.getenv("GROUNDCHECK_CACHE_DIR"))
                .map(Path::of)
                .orElseGet(() -> Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                        .map(Path::of)
                        .orElse(home.resolve(".cache"))
                        .resolve("groundcheck"));
        Path versions = cache.resolve("fakecloud");
        if (!Files.isDirectory(versions)) {
            return Optional.empty();
        }
        try (Stream<Path> found = Files.list(versions)) {
            return found.map(version -> version.resolve("bin/fakecloud"))
                    .filter(Files::isExecutable)
                    .max(Path::compareTo);
        } catch (IOException e) {
            throw new IllegalStateException("can't list " + versions, e);
        }
    }

    private boolean answers() {
        try (DynamoDbClient client = client()) {
            client.listTables();
            return true;
        } catch (SdkException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
