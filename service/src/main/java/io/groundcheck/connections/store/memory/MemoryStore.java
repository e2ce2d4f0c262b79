package io.groundcheck.connections.store.memory;

import io.groundcheck.connections.connection.Connection;
import io.groundcheck.connections.person.Person;
import io.groundcheck.connections.problem.ProblemException;
import io.groundcheck.connections.problem.ProblemType;
import io.groundcheck.connections.resource.Created;
import io.groundcheck.connections.resource.EntityTag;
import io.groundcheck.connections.resource.IdempotencyToken;
import io.groundcheck.connections.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps everything in this process's memory. Thread-safe by one lock, which is plenty for a laptop. */
public final class MemoryStore implements Store {

    private final Map<String, Node> people = new HashMap<>();
    private final Tokens tokens;

    public MemoryStore(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public synchronized Created<Person> createPerson(Person person, Optional<IdempotencyToken> token) {
        Optional<String> earlier = token.flatMap(tokens::find);
        if (earlier.isPresent()) {
            return Created.before(
                    findPerson(earlier.get()).orElseThrow(() -> token.get().gone()));
        }
        people.put(person.id(), new Node(person));
        token.ifPresent(used -> tokens.put(used, person.id()));
        return Created.now(person);
    }

    @Override
    public synchronized Optional<Person> findPerson(String id) {
        return Optional.ofNullable(people.get(id)).map(node -> node.person);
    }

    @Override
    public synchronized Person replacePerson(Person person) {
        Node node = node(person.id());
        if (node.person.version() != person.version() - 1) {
            throw EntityTag.changed();
        }
        node.person = person;
        return person;
    }

    @Override
    public synchronized void deletePerson(String id) {
        Node node = people.remove(id);
        if (node != null) {
            node.outgoing.values().forEach(gone -> node(gone.to()).incoming.remove(id));
            node.incoming.values().forEach(gone -> node(gone.from()).outgoing.remove(gone.id()));
        }
    }

    @Override
    public synchronized Created<Connection> connect(Connection connection, Optional<IdempotencyToken> token) {
        Optional<String> earlier = token.flatMap(tokens::find);
        if (earlier.isPresent()) {
            return Created.before(findConnection(connection.from(), earlier.get())
                    .orElseThrow(() -> token.get().gone()));
        }
        Node from = node(connection.from());
        Node to = node(connection.to());
        if (to.incoming.containsKey(connection.from())) {
            throw new ProblemException(
                    ProblemType.ALREADY_CONNECTED,
                    "%s is connected to %s already".formatted(connection.from(), connection.to()));
        }
        from.outgoing.put(connection.id(), connection);
        to.incoming.put(connection.from(), connection);
        token.ifPresent(used -> tokens.put(used, connection.id()));
        return Created.now(connection);
    }

    @Override
    public synchronized Optional<Connection> findConnection(String from, String id) {
        return Optional.ofNullable(people.get(from)).map(node -> node.outgoing.get(id));
    }

    @Override
    public synchronized List<Connection> listConnections(String from, int limit, Optional<String> after) {
        NavigableMap<String, Connection> outgoing = node(from).outgoing;
        return after.map(id -> outgoing.tailMap(id, false)).orElse(outgoing).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void deleteConnection(String from, String id) {
        Node node = people.get(from);
        Connection gone = node == null ? null : node.outgoing.remove(id);
        if (gone != null) {
            node(gone.to()).incoming.remove(from);
        }
    }

    /** Memory always answers. */
    @Override
    public void check() {}

    private Node node(String id) {
        @Nullable Node node = people.get(id);
        if (node == null) {
            throw ProblemException.unknownPerson(id);
        }
        return node;
    }

    /** A person with the connections that begin there, by id, and those that end there, by where they begin. */
    private static final class Node {
        private Person person;
        private final NavigableMap<String, Connection> outgoing = new TreeMap<>();
        private final Map<String, Connection> incoming = new HashMap<>();

        private Node(Person person) {
            this.person = person;
        }
    }
}
