package io.groundcheck.connections;

import io.groundcheck.connections.problem.ProblemException;
import io.groundcheck.connections.store.Store;
import io.groundcheck.connections.store.dynamodb.DynamoDbClients;
import io.groundcheck.connections.store.dynamodb.DynamoDbStore;
import io.groundcheck.connections.store.memory.MemoryStore;
import io.groundcheck.connections.store.memory.Tokens;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import software.amazon.awssdk.regions.Region;

/** Chooses the store: DynamoDB if CONNECTIONS_TABLE names a table, memory otherwise. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    private static final Logger log = LoggerFactory.getLogger(StoreConfiguration.class);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Store store(
            Environment environment,
            Clock clock,
            @Value("${connections.idempotency-lifetime}") Duration tokenLifetime) {
        String table = environment.getProperty("CONNECTIONS_TABLE");
        if (table == null) {
            log.warn("CONNECTIONS_TABLE isn't set: people and connections are kept in memory and lost at exit");
            return new MemoryStore(new Tokens(tokenLifetime, clock));
        }
        String region = environment.getProperty("AWS_REGION");
        if (table.isBlank() || region == null || region.isBlank()) {
            throw new IllegalStateException(
                    "CONNECTIONS_TABLE is \"%s\" and AWS_REGION is \"%s\": set both for DynamoDB, or leave CONNECTIONS_TABLE unset to keep everything in memory"
                            .formatted(table, region));
        }
        log.info("people and connections are kept in the DynamoDB table {} in {}", table, region);
        Store store =
                new DynamoDbStore(DynamoDbClients.builder(Region.of(region)).build(), table, tokenLifetime, clock);
        warmUp(store);
        return store;
    }

    /**
     * Loads what the first call needs, before the first request has to wait for it, and during the image's training
     * start, so that the archive has it too. A store that doesn't answer is no reason not to start: readiness says so.
     */
    private static void warmUp(Store store) {
        try {
            store.check();
        } catch (ProblemException e) {
            log.warn("the store doesn't answer yet: readiness stays down until it does", e);
        }
    }
}
