package io.groundcheck.connections.store;

import io.groundcheck.connections.connection.ConnectionStore;
import io.groundcheck.connections.person.PersonStore;

/** A store of people and connections; one contract test holds every implementation to the same behaviour. */
public interface Store extends PersonStore, ConnectionStore {

    /**
     * Asks whether the store answers, and takes about a second at most to say so.
     *
     * @throws io.groundcheck.connections.problem.ProblemException STORE_UNAVAILABLE
     */
    void check();
}
