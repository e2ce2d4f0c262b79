package io.groundcheck.connections.person;

/**
 * A person.
 *
 * @param version 1 when created, one more with each change
 */
public record Person(String id, String name, String email, long version) {

    /** The same person with other content: the version that follows. */
    Person changedTo(String newName, String newEmail, long expectedVersion) {
        return new Person(id, newName, newEmail, expectedVersion + 1);
    }
}
