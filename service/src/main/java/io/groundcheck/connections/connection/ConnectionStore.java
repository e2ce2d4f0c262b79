package io.groundcheck.connections.connection;

import io.groundcheck.connections.resource.Created;
import io.groundcheck.connections.resource.IdempotencyToken;
import java.util.List;
import java.util.Optional;

/** Where connections are kept. Every method throws a ProblemException of type STORE_UNAVAILABLE when the store fails. */
public interface ConnectionStore {

    /**
     * Adds a connection; with a token that was used before, and for the same content, returns the one made then.
     *
     * @throws io.groundcheck.connections.problem.ProblemException UNKNOWN_PERSON for either end, ALREADY_CONNECTED, or
     *     IDEMPOTENCY_KEY_REUSED if the token was used with other content, or if what it made has been deleted
     */
    Created<Connection> connect(Connection connection, Optional<IdempotencyToken> token);

    Optional<Connection> findConnection(String from, String id);

    /**
     * Lists the connections from one person, by id and so by creation.
     *
     * @param limit how many at most, 1 or more
     * @param after the id to go on after; it need not exist any more
     * @throws io.groundcheck.connections.problem.ProblemException UNKNOWN_PERSON
     */
    List<Connection> listConnections(String from, int limit, Optional<String> after);

    /** Removes a connection; one that doesn't exist is no error. */
    void deleteConnection(String from, String id);
}
