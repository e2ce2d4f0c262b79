package io.groundcheck.connections.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.connections.problem.ProblemException;
import io.groundcheck.connections.problem.ProblemType;
import io.groundcheck.connections.store.dynamodb.DynamoDbStore;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract, against a real DynamoDB emulator; and what only a store over a network can do: fail. */
class DynamoDbStoreTest extends StoreContract {

    @RegisterExtension
    static final DynamoDbEmulator emulator = new DynamoDbEmulator();

    private final Store store = new DynamoDbStore(emulator.client(), DynamoDbEmulator.TABLE, TOKEN_LIFETIME, clock);

    @Override
    Store store() {
        return store;
    }

    @Test
    void says_unavailable_if_the_table_does_not_exist() {
        assertUnavailable(new DynamoDbStore(emulator.client(), "no-such-table", TOKEN_LIFETIME, clock));
    }

    @Test
    void says_unavailable_if_nothing_listens() throws IOException {
        URI closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        assertUnavailable(new DynamoDbStore(DynamoDbEmulator.client(closed), "t", TOKEN_LIFETIME, clock));
    }

    @Test
    void says_unavailable_within_about_a_second_if_nothing_answers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            URI endpoint = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            long start = System.nanoTime();
            assertUnavailable(new DynamoDbStore(DynamoDbEmulator.client(endpoint), "t", TOKEN_LIFETIME, clock));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(2500));
        }
    }

    private static void assertUnavailable(Store store) {
        assertThatThrownBy(store::check)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.STORE_UNAVAILABLE))
                .hasMessage("The store doesn't answer as it should: try again in a moment");
    }
}
