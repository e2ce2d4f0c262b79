package io.groundcheck.connections.person;

import io.groundcheck.connections.resource.Created;
import io.groundcheck.connections.resource.IdempotencyToken;
import java.util.Optional;

/** Where people are kept. Every method throws a ProblemException of type STORE_UNAVAILABLE when the store fails. */
public interface PersonStore {

    /**
     * Adds a person; with a token that was used before, and for the same content, returns the person made then.
     *
     * @throws io.groundcheck.connections.problem.ProblemException IDEMPOTENCY_KEY_REUSED if the token was used with
     *     other content, or if what it made has been deleted
     */
    Created<Person> createPerson(Person person, Optional<IdempotencyToken> token);

    Optional<Person> findPerson(String id);

    /**
     * Replaces a person whose stored version is exactly one below {@code person.version()}.
     *
     * @throws io.groundcheck.connections.problem.ProblemException UNKNOWN_PERSON, or CHANGED_SINCE if the stored version
     *     is another one
     */
    Person replacePerson(Person person);

    /** Removes a person and every connection from and to them; one that doesn't exist is no error. */
    void deletePerson(String id);
}
