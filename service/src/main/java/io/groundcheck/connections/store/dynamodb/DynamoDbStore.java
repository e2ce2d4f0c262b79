package io.groundcheck.connections.store.dynamodb;

import static io.groundcheck.connections.store.dynamodb.Transaction.ABSENT;
import static io.groundcheck.connections.store.dynamodb.Transaction.PRESENT;

import io.groundcheck.connections.connection.Connection;
import io.groundcheck.connections.person.Person;
import io.groundcheck.connections.problem.ProblemException;
import io.groundcheck.connections.problem.ProblemType;
import io.groundcheck.connections.resource.Created;
import io.groundcheck.connections.resource.EntityTag;
import io.groundcheck.connections.resource.IdempotencyToken;
import io.groundcheck.connections.store.Store;
import io.groundcheck.connections.store.dynamodb.Transaction.Part;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Keeps people and connections in one DynamoDB table with the string keys {@code pk} and {@code sk} and the TTL
 * attribute {@code expires_at}. Reads are consistent; whatever must hold together is one transaction.
 *
 * <p>The task's role needs GetItem, Query, PutItem, DeleteItem and ConditionCheckItem on the table.
 */
public final class DynamoDbStore implements Store, AutoCloseable {

    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(1);

    private final DynamoDbClient client;
    private final DynamoDbEnhancedClient enhanced;
    private final DynamoDbTable<EnhancedDocument> table;
    private final Duration tokenLifetime;
    private final Clock clock;

    /**
     * A store on a table that exists.
     *
     * @param client closed together with the store
     * @param tokenLifetime how long an idempotency token is remembered
     */
    public DynamoDbStore(DynamoDbClient client, String table, Duration tokenLifetime, Clock clock) {
        this.client = client;
        this.enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
        this.table = enhanced.table(table, Items.SCHEMA);
        this.tokenLifetime = tokenLifetime;
        this.clock = clock;
    }

    @Override
    public Created<Person> createPerson(Person person, Optional<IdempotencyToken> token) {
        return available(() -> {
            Transaction transaction = transaction().put(Part.PERSON, Items.of(person), ABSENT);
            token.ifPresent(used -> use(used, person.id(), transaction));
            Set<Part> refused = transaction.commit();
            if (refused.contains(Part.TOKEN)) {
                return Created.before(findPerson(earlier(token.orElseThrow()))
                        .orElseThrow(() -> token.orElseThrow().gone()));
            }
            requireNone(refused);
            return Created.now(person);
        });
    }

    @Override
    public Optional<Person> findPerson(String id) {
        return available(() -> get(Items.personKey(id)).map(item -> Items.person(id, item)));
    }

    @Override
    public Person replacePerson(Person person) {
        return available(() -> {
            Expression unchanged = Transaction.condition(
                    "#version = :expected",
                    Map.of("#version", Items.VERSION),
                    Map.of(":expected", AttributeValue.fromN(Long.toString(person.version() - 1))));
            if (transaction()
                    .put(Part.PERSON, Items.of(person), unchanged)
                    .commit()
                    .isEmpty()) {
                return person;
            }
            throw findPerson(person.id()).isPresent()
                    ? EntityTag.changed()
                    : ProblemException.unknownPerson(person.id());
        });
    }

    @Override
    public void deletePerson(String id) {
        available(() -> {
            // The person first: from then on no connection to or from them can be made, and what is left can be swept
            // page by page. A sweep that was cut short is finished by repeating the call, which DELETE allows.
            requireNone(transaction().delete(Part.PERSON, Items.personKey(id)).commit());
            for (List<EnhancedDocument> left = leftOf(id); !left.isEmpty(); left = leftOf(id)) {
                Transaction sweep = transaction();
                left.forEach(item -> deleteBothEnds(id, item, sweep));
                requireNone(sweep.commit());
            }
            return id;
        });
    }

    @Override
    public Created<Connection> connect(Connection connection, Optional<IdempotencyToken> token) {
        String from = connection.from();
        String to = connection.to();
        return available(() -> {
            Transaction transaction = transaction()
                    .check(Part.FROM, Items.personKey(from), PRESENT)
                    .check(Part.TO, Items.personKey(to), PRESENT)
                    .put(Part.INCOMING, Items.incoming(connection), ABSENT)
                    .put(Part.CONNECTION, Items.of(connection), ABSENT);
            token.ifPresent(used -> use(used, connection.id(), transaction));
            Set<Part> refused = transaction.commit();
            if (refused.contains(Part.TOKEN)) {
                return Created.before(findConnection(from, earlier(token.orElseThrow()))
                        .orElseThrow(() -> token.orElseThrow().gone()));
            }
            if (refused.contains(Part.FROM)) {
                throw ProblemException.unknownPerson(from);
            }
            if (refused.contains(Part.TO)) {
                throw ProblemException.unknownPerson(to);
            }
            if (refused.contains(Part.INCOMING)) {
                throw new ProblemException(
                        ProblemType.ALREADY_CONNECTED, "%s is connected to %s already".formatted(from, to));
            }
            requireNone(refused);
            return Created.now(connection);
        });
    }

    @Override
    public Optional<Connection> findConnection(String from, String id) {
        return available(() -> get(Items.connectionKey(from, id)).map(item -> Items.connection(from, item)));
    }

    @Override
    public List<Connection> listConnections(String from, int limit, Optional<String> after) {
        return available(() -> {
            if (findPerson(from).isEmpty()) {
                throw ProblemException.unknownPerson(from);
            }
            QueryEnhancedRequest.Builder query = QueryEnhancedRequest.builder()
                    .queryConditional(QueryConditional.sortBeginsWith(
                            key -> key.partitionValue(Items.partition(from)).sortValue(Items.CONNECTION_PREFIX)))
                    .limit(limit)
                    .consistentRead(true);
            after.ifPresent(
                    id -> query.exclusiveStartKey(Items.connectionKey(from, id).primaryKeyMap(Items.SCHEMA)));
            return firstPage(query.build()).stream()
                    .map(item -> Items.connection(from, item))
                    .toList();
        });
    }

    @Override
    public void deleteConnection(String from, String id) {
        available(() -> {
            Optional<Connection> gone = findConnection(from, id);
            if (gone.isEmpty()) {
                return false;
            }
            // The pair may have been connected anew since the read: only this connection's own other end goes.
            Expression sameConnection = Transaction.condition(
                    "#connection = :id", Map.of("#connection", "connection"), Map.of(":id", AttributeValue.fromS(id)));
            Set<Part> refused = transaction()
                    .delete(Part.CONNECTION, Items.connectionKey(from, id))
                    .delete(Part.INCOMING, Items.incomingKey(gone.get().to(), from), sameConnection)
                    .commit();
            // Refused means that somebody else deleted it in between, both ends together.
            return refused.isEmpty();
        });
    }

    /** Reads a key that never exists: that needs the network, the table and the right to read it. */
    @Override
    public void check() {
        available(() -> client.getItem(request -> request.tableName(table.tableName())
                .key(Map.of(Items.PK, AttributeValue.fromS("CHECK"), Items.SK, AttributeValue.fromS("CHECK")))
                .overrideConfiguration(config -> config.apiCallTimeout(CHECK_TIMEOUT))));
    }

    @Override
    public void close() {
        client.close();
    }

    private Transaction transaction() {
        return new Transaction(enhanced, table);
    }

    private void use(IdempotencyToken token, String id, Transaction transaction) {
        // TTL deletes hours late: an expired token counts as none.
        Expression unused = Transaction.condition(
                "attribute_not_exists(pk) OR #expires <= :now",
                Map.of("#expires", Items.EXPIRES_AT),
                Map.of(
                        ":now",
                        AttributeValue.fromN(Long.toString(clock.instant().getEpochSecond()))));
        transaction.put(Part.TOKEN, Items.of(token, id, clock.instant().plus(tokenLifetime)), unused);
    }

    /** The id of what an earlier call with this token created. */
    private String earlier(IdempotencyToken token) {
        EnhancedDocument item = get(Items.tokenKey(token)).orElseThrow(token::gone);
        token.requireSame(item.getString("fingerprint"));
        return item.getString("id");
    }

    private List<EnhancedDocument> leftOf(String person) {
        return firstPage(QueryEnhancedRequest.builder()
                .queryConditional(QueryConditional.keyEqualTo(key -> key.partitionValue(Items.partition(person))))
                .limit(Transaction.MAX_PARTS / 2)
                .consistentRead(true)
                .build());
    }

    private static void deleteBothEnds(String person, EnhancedDocument item, Transaction transaction) {
        String sk = item.getString(Items.SK);
        if (sk.startsWith(Items.FROM_PREFIX)) {
            String from = sk.substring(Items.FROM_PREFIX.length());
            transaction
                    .delete(Part.INCOMING, Items.incomingKey(person, from))
                    .delete(Part.CONNECTION, Items.connectionKey(from, item.getString("connection")));
        } else {
            Connection connection = Items.connection(person, item);
            transaction
                    .delete(Part.CONNECTION, Items.connectionKey(person, connection.id()))
                    .delete(Part.INCOMING, Items.incomingKey(connection.to(), person));
        }
    }

    private Optional<EnhancedDocument> get(Key key) {
        return Optional.ofNullable(table.getItem(request -> request.key(key).consistentRead(true)));
    }

    private List<EnhancedDocument> firstPage(QueryEnhancedRequest query) {
        return table.query(query).iterator().next().items();
    }

    private static void requireNone(Set<Part> refused) {
        if (!refused.isEmpty()) {
            throw new IllegalStateException("a write that nothing should refuse was refused: " + refused);
        }
    }

    private <T> T available(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            // What exactly goes to the log, not to the caller: it names accounts, roles and hosts.
            throw new ProblemException(
                    ProblemType.STORE_UNAVAILABLE, "The store doesn't answer as it should: try again in a moment", e);
        }
    }
}
