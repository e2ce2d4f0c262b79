package io.groundcheck.connections.store.dynamodb;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactDeleteItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Writes that happen together or not at all. Single writes go this way too: the SDK sends a client token with each
 * transaction, so a repeat after a lost answer succeeds, where a repeated conditional PutItem would be refused by its
 * own first success.
 */
final class Transaction {

    /** What one part of a transaction is about, to tell which condition was refused. */
    enum Part {
        TOKEN,
        PERSON,
        FROM,
        TO,
        INCOMING,
        CONNECTION
    }

    /** The most that TransactWriteItems takes. */
    static final int MAX_PARTS = 100;

    static final Expression ABSENT =
            Expression.builder().expression("attribute_not_exists(pk)").build();
    static final Expression PRESENT =
            Expression.builder().expression("attribute_exists(pk)").build();

    /** Codes of cancellation reasons that another try may not meet again. */
    private static final Set<String> PASSING =
            Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    private static final int ATTEMPTS = 6;

    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<EnhancedDocument> table;
    private final TransactWriteItemsEnhancedRequest.Builder request = TransactWriteItemsEnhancedRequest.builder();
    private final List<Part> parts = new ArrayList<>();

    Transaction(DynamoDbEnhancedClient client, DynamoDbTable<EnhancedDocument> table) {
        this.client = client;
        this.table = table;
    }

    Transaction put(Part part, EnhancedDocument item, Expression condition) {
        parts.add(part);
        request.addPutItem(
                table,
                TransactPutItemEnhancedRequest.builder(EnhancedDocument.class)
                        .item(item)
                        .conditionExpression(condition)
                        .build());
        return this;
    }

    Transaction delete(Part part, Key key) {
        parts.add(part);
        request.addDeleteItem(
                table, TransactDeleteItemEnhancedRequest.builder().key(key).build());
        return this;
    }

    Transaction delete(Part part, Key key, Expression condition) {
        parts.add(part);
        request.addDeleteItem(
                table,
                TransactDeleteItemEnhancedRequest.builder()
                        .key(key)
                        .conditionExpression(condition)
                        .build());
        return this;
    }

    Transaction check(Part part, Key key, Expression condition) {
        parts.add(part);
        request.addConditionCheck(
                table,
                ConditionCheck.builder().key(key).conditionExpression(condition).build());
        return this;
    }

    /** Commits; returns the parts whose condition didn't hold, none of them meaning that all is written. */
    Set<Part> commit() {
        for (int attempt = 1; ; attempt++) {
            try {
                client.transactWriteItems(request.build());
                return EnumSet.noneOf(Part.class);
            } catch (TransactionCanceledException e) {
                List<CancellationReason> reasons = e.cancellationReasons();
                boolean passing = reasons.stream().anyMatch(reason -> PASSING.contains(reason.code()));
                Set<Part> refused = refused(reasons);
                if (!passing && !refused.isEmpty()) {
                    return refused;
                }
                if (!passing || attempt == ATTEMPTS) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    private Set<Part> refused(List<CancellationReason> reasons) {
        Set<Part> refused = EnumSet.noneOf(Part.class);
        for (int i = 0; i < reasons.size(); i++) {
            if ("ConditionalCheckFailed".equals(reasons.get(i).code())) {
                refused.add(parts.get(i));
            }
        }
        return refused;
    }

    /** The SDK retries lost answers and throttled calls, not cancelled transactions. Full jitter, 160 ms at most. */
    private static void pause(int attempt) {
        long longest = TimeUnit.MILLISECONDS.toNanos(10L << Math.min(attempt, 4));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest));
    }

    /** A condition with values, such as {@code #version = :version}. */
    static Expression condition(String expression, Map<String, String> names, Map<String, AttributeValue> values) {
        return Expression.builder()
                .expression(expression)
                .expressionNames(names)
                .expressionValues(values)
                .build();
    }
}
