package io.groundcheck.connections.store.dynamodb;

import io.groundcheck.connections.connection.Connection;
import io.groundcheck.connections.connection.Kind;
import io.groundcheck.connections.person.Person;
import io.groundcheck.connections.resource.IdempotencyToken;
import java.time.Instant;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;

/**
 * The table's items. One partition holds all that belongs to a person:
 *
 * <pre>
 * pk                    sk                 attributes
 * PERSON#&lt;id&gt;           PERSON             name, email, version
 * PERSON#&lt;from&gt;         CONNECTION#&lt;id&gt;    to, kind, version
 * PERSON#&lt;to&gt;           FROM#&lt;from&gt;        connection
 * TOKEN#&lt;scope&gt;#&lt;key&gt;   TOKEN              fingerprint, id, expires_at (seconds since 1970; the table's TTL attribute)
 * </pre>
 *
 * FROM is the connection seen from its other end: it makes a pair unique, and it is how deleting a person finds the
 * connections that others have to them.
 */
final class Items {

    static final String PK = "pk";
    static final String SK = "sk";
    static final String VERSION = "version";
    static final String EXPIRES_AT = "expires_at";

    static final String CONNECTION_PREFIX = "CONNECTION#";
    static final String FROM_PREFIX = "FROM#";

    static final TableSchema<EnhancedDocument> SCHEMA = TableSchema.documentSchemaBuilder()
            .addIndexPartitionKey(TableMetadata.primaryIndexName(), PK, AttributeValueType.S)
            .addIndexSortKey(TableMetadata.primaryIndexName(), SK, AttributeValueType.S)
            .attributeConverterProviders(AttributeConverterProvider.defaultProvider())
            .build();

    private Items() {}

    static String partition(String person) {
        return "PERSON#" + person;
    }

    static Key personKey(String id) {
        return key(partition(id), "PERSON");
    }

    static Key connectionKey(String from, String id) {
        return key(partition(from), CONNECTION_PREFIX + id);
    }

    static Key incomingKey(String to, String from) {
        return key(partition(to), FROM_PREFIX + from);
    }

    static Key tokenKey(IdempotencyToken token) {
        return key("TOKEN#" + token.scope() + "#" + token.key(), "TOKEN");
    }

    static EnhancedDocument of(Person person) {
        return item(personKey(person.id()))
                .putString("name", person.name())
                .putString("email", person.email())
                .putNumber(VERSION, person.version())
                .build();
    }

    static Person person(String id, EnhancedDocument item) {
        return new Person(
                id,
                item.getString("name"),
                item.getString("email"),
                item.getNumber(VERSION).longValue());
    }

    static EnhancedDocument of(Connection connection) {
        return item(connectionKey(connection.from(), connection.id()))
                .putString("to", connection.to())
                .putString("kind", connection.kind().name())
                .putNumber(VERSION, connection.version())
                .build();
    }

    static Connection connection(String from, EnhancedDocument item) {
        return new Connection(
                item.getString(SK).substring(CONNECTION_PREFIX.length()),
                from,
                item.getString("to"),
                Kind.valueOf(item.getString("kind")),
                item.getNumber(VERSION).longValue());
    }

    static EnhancedDocument incoming(Connection connection) {
        return item(incomingKey(connection.to(), connection.from()))
                .putString("connection", connection.id())
                .build();
    }

    static EnhancedDocument of(IdempotencyToken token, String id, Instant expires) {
        return item(tokenKey(token))
                .putString("fingerprint", token.fingerprint())
                .putString("id", id)
                .putNumber(EXPIRES_AT, expires.getEpochSecond())
                .build();
    }

    private static Key key(String pk, String sk) {
        return Key.builder().partitionValue(pk).sortValue(sk).build();
    }

    private static EnhancedDocument.Builder item(Key key) {
        return EnhancedDocument.builder()
                .attributeConverterProviders(AttributeConverterProvider.defaultProvider())
                .putString(PK, key.partitionKeyValue().s())
                .putString(SK, key.sortKeyValue().orElseThrow().s());
    }
}
