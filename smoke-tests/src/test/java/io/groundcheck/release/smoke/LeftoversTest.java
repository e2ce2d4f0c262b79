package io.groundcheck.release.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.groundcheck.release.smoke.candidate.Candidate;
import io.groundcheck.release.smoke.candidate.CandidateClient;
import io.groundcheck.release.smoke.candidate.Json;
import io.groundcheck.release.smoke.candidate.Session;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a run that is ended in the middle of a request leaves at the candidate: nothing. */
class LeftoversTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ServiceDouble service = ServiceDouble.with();
    private final Session session = new Session(new Candidate(
            service.url(), Map.of(), Optional.empty(), Optional.empty(), Duration.ofSeconds(5), Duration.ofSeconds(5)));
    private final CandidateClient client = session.newClient();
    private final ExecutorService others = Executors.newCachedThreadPool();

    @AfterEach
    void end() throws InterruptedException {
        others.shutdown();
        assertThat(others.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        client.close();
        service.close();
    }

    @Test
    void a_create_on_its_way_is_waited_for_and_what_it_made_is_deleted() throws Exception {
        var made = new CountDownLatch(1);
        var answers = new CountDownLatch(1);
        var create = others.submit(() -> session.leftovers()
                .create(
                        () -> {
                            var answer = post(client);
                            made.countDown();
                            waitFor(answers);
                            return answer;
                        },
                        LeftoversTest::path));
        waitFor(made);
        var ending = new AtomicReference<@Nullable Thread>();
        var end = endInAThread(ending);
        await().until(() -> isWaiting(ending.get()));
        assertThat(service.size()).isEqualTo(1);

        answers.countDown();

        assertThat(end.get()).isEmpty();
        assertThat(create.get().statusCode()).isEqualTo(201);
        assertThat(service.size()).isZero();
    }

    @Test
    void a_delete_on_its_way_is_waited_for() throws Exception {
        create();
        service.slowBy(Duration.ofMillis(500));
        var delete = others.submit(() -> session.leftovers().delete(client));
        await().until(() -> service.requests() == 2);

        try (var own = session.newClient()) {
            assertThat(session.leftovers().end(own, PATIENCE)).isEmpty();
        }

        assertThat(service.size()).isZero();
        assertThat(delete.get()).isEmpty();
    }

    @Test
    void after_the_end_nothing_is_made() throws Exception {
        assertThat(session.leftovers().end(client, PATIENCE)).isEmpty();

        assertThatThrownBy(this::create).hasMessage("the run was ended: it makes nothing more");
        assertThat(service.requests()).isZero();
    }

    @Test
    void says_so_if_a_request_does_not_come_to_its_end() throws Exception {
        var made = new CountDownLatch(1);
        var answers = new CountDownLatch(1);
        others.execute(() -> session.leftovers()
                .create(
                        () -> {
                            made.countDown();
                            waitFor(answers);
                            return post(client);
                        },
                        LeftoversTest::path));
        waitFor(made);

        try {
            assertThat(session.leftovers().end(client, Duration.ofSeconds(1)))
                    .containsExactly("something may be left behind: a request on its way took longer than 1 s");
        } finally {
            answers.countDown();
        }
    }

    private Future<List<String>> endInAThread(AtomicReference<@Nullable Thread> thread) {
        return others.submit(() -> {
            thread.set(Thread.currentThread());
            try (var own = session.newClient()) {
                return session.leftovers().end(own, PATIENCE);
            }
        });
    }

    private void create() {
        session.leftovers().create(() -> post(client), LeftoversTest::path);
    }

    private static Response post(CandidateClient client) {
        return client.request().contentType("application/json").body("""
                {"name": "Ada", "email": "ada@smoke.example"}""").post("/people");
    }

    private static Optional<String> path(Response answer) {
        return Optional.of("/people/" + Json.of(answer).path("id").asString(""));
    }

    private static boolean isWaiting(@Nullable Thread thread) {
        return thread != null && thread.getState() == Thread.State.TIMED_WAITING;
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
