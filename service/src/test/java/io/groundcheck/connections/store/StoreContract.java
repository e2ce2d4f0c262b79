package io.groundcheck.connections.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.connections.connection.Connection;
import io.groundcheck.connections.connection.Kind;
import io.groundcheck.connections.person.Person;
import io.groundcheck.connections.problem.ProblemException;
import io.groundcheck.connections.problem.ProblemType;
import io.groundcheck.connections.resource.Created;
import io.groundcheck.connections.resource.IdempotencyToken;
import io.groundcheck.connections.resource.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every store does. A subclass says which one, and how long it remembers tokens: {@link #TOKEN_LIFETIME}. */
abstract class StoreContract {

    static final Duration TOKEN_LIFETIME = Duration.ofHours(24);

    private static final int RACERS = 8;

    /** Moved by tests; every store under test is given this one. */
    final MovableClock clock = new MovableClock();

    abstract Store store();

    @Test
    void finds_what_was_created() {
        Person ann = person("Ann");

        assertThat(store().createPerson(ann, Optional.empty())).isEqualTo(Created.now(ann));
        assertThat(store().findPerson(ann.id())).contains(ann);
    }

    @Test
    void finds_nobody_under_an_unused_id() {
        assertThat(store().findPerson(id())).isEmpty();
    }

    @Test
    void keeps_any_unicode_text() {
        Person person = new Person(id(), "Zoë 🦊 \u0000 \"quoted\"", "zoë@example.org", 1);

        store().createPerson(person, Optional.empty());

        assertThat(store().findPerson(person.id())).contains(person);
    }

    @Test
    void a_token_used_again_for_the_same_content_gives_the_first_person() {
        Optional<IdempotencyToken> token = token("people", "Ann");
        Person first = person("Ann");
        store().createPerson(first, token);

        Person second = person("Ann");
        assertThat(store().createPerson(second, token)).isEqualTo(Created.before(first));
        assertThat(store().findPerson(second.id())).isEmpty();
    }

    @Test
    void a_token_used_again_gives_the_person_as_it_is_now() {
        Optional<IdempotencyToken> token = token("people", "Ann");
        Person first = person("Ann");
        store().createPerson(first, token);
        Person changed = store().replacePerson(next(first, "Anna"));

        assertThat(store().createPerson(person("Ann"), token)).isEqualTo(Created.before(changed));
    }

    @Test
    void a_token_used_again_for_other_content_is_refused() {
        String key = id();
        store().createPerson(person("Ann"), IdempotencyToken.of("people", key, "Ann"));

        assertProblem(
                ProblemType.IDEMPOTENCY_KEY_REUSED,
                "Idempotency-Key %s was used with other content: choose a new key".formatted(key),
                () -> store().createPerson(person("Bob"), IdempotencyToken.of("people", key, "Bob")));
    }

    @Test
    void a_token_of_another_collection_is_another_token() {
        String key = id();
        store().createPerson(person("Ann"), IdempotencyToken.of("people", key, "Ann"));
        Person bob = person("Bob");

        assertThat(store().createPerson(bob, IdempotencyToken.of("others", key, "Bob")))
                .isEqualTo(Created.now(bob));
    }

    @Test
    void a_token_whose_person_was_deleted_is_refused() {
        String key = id();
        Optional<IdempotencyToken> token = IdempotencyToken.of("people", key, "Ann");
        Person ann = person("Ann");
        store().createPerson(ann, token);
        store().deletePerson(ann.id());

        assertProblem(
                ProblemType.IDEMPOTENCY_KEY_REUSED,
                "What Idempotency-Key %s created has been deleted since: choose a new key".formatted(key),
                () -> store().createPerson(person("Ann"), token));
    }

    @Test
    void a_token_is_forgotten_after_its_lifetime() {
        Optional<IdempotencyToken> token = token("people", "Ann");
        store().createPerson(person("Ann"), token);

        clock.move(TOKEN_LIFETIME.minusSeconds(2));
        assertThat(store().createPerson(person("Ann"), token).replayed()).isTrue();

        clock.move(Duration.ofSeconds(3));
        Person second = person("Ann");
        assertThat(store().createPerson(second, token)).isEqualTo(Created.now(second));
    }

    @Test
    void one_of_several_creations_at_once_with_one_token_wins() throws Exception {
        Optional<IdempotencyToken> token = token("people", "Ann");

        List<Created<Person>> outcomes = race(i -> () -> store().createPerson(person("Ann"), token));

        assertThat(outcomes)
                .extracting(Created::value)
                .containsOnly(outcomes.get(0).value());
        assertThat(outcomes).filteredOn(created -> !created.replayed()).hasSize(1);
    }

    @Test
    void replaces_the_version_before() {
        Person ann = created("Ann");
        Person anna = next(ann, "Anna");

        assertThat(store().replacePerson(anna)).isEqualTo(anna);
        assertThat(store().findPerson(ann.id())).contains(anna);
    }

    @Test
    void refuses_to_replace_any_other_version() {
        Person ann = created("Ann");
        Person anna = store().replacePerson(next(ann, "Anna"));

        assertProblem(
                ProblemType.CHANGED_SINCE,
                "It isn't what If-Match says any more: read it again and repeat the change",
                () -> store().replacePerson(next(ann, "Annette")));
        assertThat(store().findPerson(ann.id())).contains(anna);
    }

    @Test
    void refuses_to_replace_somebody_unknown() {
        Person nobody = person("Nobody");

        assertProblem(
                ProblemType.UNKNOWN_PERSON,
                "There is no person with the id " + nobody.id(),
                () -> store().replacePerson(next(nobody, "Somebody")));
    }

    @Test
    void one_of_several_replacements_at_once_wins() throws Exception {
        Person ann = created("Ann");

        List<Object> outcomes = race(i -> () -> {
            try {
                return store().replacePerson(next(ann, "Ann " + i));
            } catch (ProblemException e) {
                return e.type();
            }
        });

        assertThat(outcomes).filteredOn(Person.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> !(outcome instanceof Person))
                .containsOnly(ProblemType.CHANGED_SINCE);
        assertThat(store().findPerson(ann.id())).isPresent().get().isIn(outcomes);
    }

    @Test
    void deletes_a_person_and_their_connections_in_both_directions() {
        Person ann = created("Ann");
        Person bob = created("Bob");
        Person eve = created("Eve");
        Connection out = connected(ann, bob);
        Connection in = connected(bob, ann);
        Connection unrelated = connected(bob, eve);

        store().deletePerson(ann.id());

        assertThat(store().findPerson(ann.id())).isEmpty();
        assertThat(store().findConnection(ann.id(), out.id())).isEmpty();
        assertThat(store().findConnection(bob.id(), in.id())).isEmpty();
        assertThat(store().listConnections(bob.id(), 10, Optional.empty())).containsExactly(unrelated);
    }

    @Test
    void deletes_a_person_with_more_connections_than_one_transaction_takes() {
        Person hub = created("Hub");
        List<Person> others =
                IntStream.range(0, 26).mapToObj(i -> created("Other")).toList();
        others.forEach(other -> connected(hub, other));
        others.forEach(other -> connected(other, hub));

        store().deletePerson(hub.id());

        assertThat(others)
                .allSatisfy(other -> assertThat(store().listConnections(other.id(), 10, Optional.empty()))
                        .isEmpty());
    }

    @Test
    void deleting_what_is_gone_or_never_was_is_no_error() {
        Person ann = created("Ann");
        store().deletePerson(ann.id());

        assertThatCode(() -> store().deletePerson(ann.id())).doesNotThrowAnyException();
        assertThatCode(() -> store().deletePerson(id())).doesNotThrowAnyException();
        assertThatCode(() -> store().deleteConnection(ann.id(), id())).doesNotThrowAnyException();
    }

    @Test
    void finds_a_connection_where_it_begins_only() {
        Person ann = created("Ann");
        Person bob = created("Bob");
        Connection connection = connected(ann, bob);

        assertThat(store().findConnection(ann.id(), connection.id())).contains(connection);
        assertThat(store().findConnection(bob.id(), connection.id())).isEmpty();
        assertThat(store().listConnections(bob.id(), 10, Optional.empty())).isEmpty();
    }

    @Test
    void refuses_a_second_connection_of_the_same_direction() {
        Person ann = created("Ann");
        Person bob = created("Bob");
        connected(ann, bob);

        assertProblem(
                ProblemType.ALREADY_CONNECTED,
                "%s is connected to %s already".formatted(ann.id(), bob.id()),
                () -> store().connect(connection(ann, bob, Kind.FAMILY), Optional.empty()));
        assertThatCode(() -> connected(bob, ann)).doesNotThrowAnyException();
    }

    @Test
    void refuses_to_connect_somebody_unknown() {
        Person ann = created("Ann");
        Person nobody = person("Nobody");

        for (Connection connection :
                List.of(connection(ann, nobody, Kind.FRIEND), connection(nobody, ann, Kind.FRIEND))) {
            assertProblem(
                    ProblemType.UNKNOWN_PERSON,
                    "There is no person with the id " + nobody.id(),
                    () -> store().connect(connection, Optional.empty()));
        }
    }

    @Test
    void connects_anew_after_a_deletion() {
        Person ann = created("Ann");
        Person bob = created("Bob");
        Connection first = connected(ann, bob);
        store().deleteConnection(ann.id(), first.id());
        Connection second = connected(ann, bob);

        store().deleteConnection(ann.id(), first.id());

        assertThat(store().listConnections(ann.id(), 10, Optional.empty())).containsExactly(second);
        assertThatThrownBy(() -> connected(ann, bob)).isInstanceOf(ProblemException.class);
    }

    @Test
    void a_token_used_again_gives_the_first_connection() {
        Person ann = created("Ann");
        Person bob = created("Bob");
        Optional<IdempotencyToken> token = token("connections/" + ann.id(), bob.id());
        Connection first = connection(ann, bob, Kind.FRIEND);
        store().connect(first, token);

        assertThat(store().connect(connection(ann, bob, Kind.FRIEND), token)).isEqualTo(Created.before(first));
    }

    @Test
    void a_refused_connection_does_not_use_up_its_token() {
        Person ann = created("Ann");
        Person bob = created("Bob");
        Connection blocking = connected(ann, bob);
        Optional<IdempotencyToken> token = token("connections/" + ann.id(), bob.id());
        assertThatThrownBy(() -> store().connect(connection(ann, bob, Kind.FRIEND), token))
                .isInstanceOf(ProblemException.class);
        store().deleteConnection(ann.id(), blocking.id());

        Connection second = connection(ann, bob, Kind.FRIEND);
        assertThat(store().connect(second, token)).isEqualTo(Created.now(second));
    }

    @Test
    void one_of_several_connections_at_once_wins() throws Exception {
        Person ann = created("Ann");
        Person bob = created("Bob");

        List<Object> outcomes = race(i -> () -> {
            try {
                return store().connect(connection(ann, bob, Kind.FRIEND), Optional.empty())
                        .value();
            } catch (ProblemException e) {
                return e.type();
            }
        });

        assertThat(outcomes).filteredOn(Connection.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> !(outcome instanceof Connection))
                .containsOnly(ProblemType.ALREADY_CONNECTED);
    }

    @Test
    void lists_in_the_order_of_creation_page_by_page() {
        Person ann = created("Ann");
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(connected(ann, created("Friend")));
            clock.move(Duration.ofMillis(1));
        }

        assertThat(store().listConnections(ann.id(), 3, Optional.empty())).isEqualTo(all.subList(0, 3));
        assertThat(store().listConnections(ann.id(), 3, Optional.of(all.get(2).id())))
                .isEqualTo(all.subList(3, 6));
        assertThat(store().listConnections(ann.id(), 3, Optional.of(all.get(5).id())))
                .isEqualTo(all.subList(6, 7));
        assertThat(store().listConnections(ann.id(), 3, Optional.of(all.get(6).id())))
                .isEmpty();
    }

    @Test
    void goes_on_after_a_connection_that_is_gone() {
        Person ann = created("Ann");
        Connection first = connected(ann, created("Friend"));
        clock.move(Duration.ofMillis(1));
        Connection second = connected(ann, created("Friend"));
        store().deleteConnection(ann.id(), first.id());

        assertThat(store().listConnections(ann.id(), 3, Optional.of(first.id())))
                .containsExactly(second);
    }

    @Test
    void refuses_to_list_the_connections_of_somebody_unknown() {
        String nobody = id();

        assertProblem(
                ProblemType.UNKNOWN_PERSON,
                "There is no person with the id " + nobody,
                () -> store().listConnections(nobody, 10, Optional.empty()));
    }

    @Test
    void answers_a_check() {
        assertThatCode(() -> store().check()).doesNotThrowAnyException();
    }

    private String id() {
        return Ids.next(clock);
    }

    private Person person(String name) {
        return new Person(id(), name, "someone@example.org", 1);
    }

    private Person created(String name) {
        return store().createPerson(person(name), Optional.empty()).value();
    }

    private static Person next(Person person, String name) {
        return new Person(person.id(), name, person.email(), person.version() + 1);
    }

    private Connection connection(Person from, Person to, Kind kind) {
        return new Connection(id(), from.id(), to.id(), kind, 1);
    }

    private Connection connected(Person from, Person to) {
        return store().connect(connection(from, to, Kind.FRIEND), Optional.empty())
                .value();
    }

    private Optional<IdempotencyToken> token(String scope, String content) {
        return IdempotencyToken.of(scope, id(), content);
    }

    private static void assertProblem(ProblemType type, String detail, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(type))
                .hasMessage(detail);
    }

    /** Runs the same call from several threads, all of them starting at once. */
    private static <T> List<T> race(IntFunction<Callable<T>> racer) throws Exception {
        CyclicBarrier start = new CyclicBarrier(RACERS);
        ExecutorService threads = Executors.newFixedThreadPool(RACERS);
        try {
            List<Future<T>> running = IntStream.range(0, RACERS)
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        return racer.apply(i).call();
                    }))
                    .toList();
            List<T> outcomes = new ArrayList<>();
            for (Future<T> future : running) {
                outcomes.add(future.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }
}
