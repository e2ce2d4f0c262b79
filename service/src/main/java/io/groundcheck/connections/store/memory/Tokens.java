package io.groundcheck.connections.store.memory;

import io.groundcheck.connections.resource.IdempotencyToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The idempotency tokens that were used, in the order in which they expire. Not thread-safe: the store's lock holds. */
public final class Tokens {

    private final Map<Key, Used> used = new LinkedHashMap<>();
    private final Duration lifetime;
    private final Clock clock;

    public Tokens(Duration lifetime, Clock clock) {
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** The id of what an earlier call with this token created; refuses a token that was used for other content. */
    Optional<String> find(IdempotencyToken token) {
        forgetExpired();
        Optional<Used> earlier = Optional.ofNullable(used.get(Key.of(token)));
        earlier.ifPresent(found -> token.requireSame(found.fingerprint));
        return earlier.map(Used::id);
    }

    void put(IdempotencyToken token, String id) {
        used.put(
                Key.of(token), new Used(token.fingerprint(), id, clock.instant().plus(lifetime)));
    }

    private void forgetExpired() {
        Iterator<Used> oldestFirst = used.values().iterator();
        while (oldestFirst.hasNext() && !oldestFirst.next().expires.isAfter(clock.instant())) {
            oldestFirst.remove();
        }
    }

    private record Key(String scope, String key) {
        static Key of(IdempotencyToken token) {
            return new Key(token.scope(), token.key());
        }
    }

    private record Used(String fingerprint, String id, Instant expires) {}
}
