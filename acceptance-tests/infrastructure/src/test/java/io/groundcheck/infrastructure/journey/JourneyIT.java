package io.groundcheck.infrastructure.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.http.LoadResult;
import io.groundcheck.target.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole road, once: infrastructure, three versions, a rollback, refusals, destruction. Each test is a step and needs
 * the ones before it; after a failed one the rest is not run.
 */
@Order(1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@ExtendWith(StopAtFirstFailure.class)
class JourneyIT {

    private static final Logger LOG = LoggerFactory.getLogger(JourneyIT.class);
    private static final String V1 = "v1.0.0";
    private static final String V2 = "v2.0.0";
    private static final String V3 = "v3.0.0";
    private static final String V3_NEWER = "v3.0.1";
    private static final String SECOND_GREETING = "Hello from the second version";
    private static final String THIRD_GREETING = "Hello from the third version";
    private static final String CERTIFICATE = "arn:aws:acm:ap-southeast-1:123456789012:certificate/example";
    private static final String TABLE = "module.table.aws_dynamodb_table.this";
    private static final String COLOUR = "module.colour[0]";
    private static final String SERVICE = COLOUR + ".aws_ecs_service.this";
    private static final String NOTHING_APPLIED = "Apply complete! Resources: 0 added, 0 changed, 0 destroyed.";

    private final Road road;
    private final Refusals refusals;
    private final Background background = new Background();
    private final Path second;
    private final Path third;
    private @Nullable LiveTraffic traffic;

    JourneyIT() throws IOException, InterruptedException {
        road = Road.open("journey");
        refusals = new Refusals(road, V2);
        second = ChangedService.greeting(road.out().resolve("v2"), SECOND_GREETING);
        third = ChangedService.greeting(road.out().resolve("v3"), THIRD_GREETING);
    }

    @BeforeAll
    void prepare() throws Exception {
        road.make("cli").succeeded();
    }

    @AfterAll
    void end() throws Exception {
        if (traffic != null) {
            traffic.close();
        }
        background.end();
        road.end();
    }

    /** The load balancer alone takes a minute: meanwhile the first image is pushed, and what comes later is compiled. */
    @Test
    @Order(10)
    void the_foundation_is_applied_and_the_first_image_pushed() throws Exception {
        background.begin("infra-up", () -> road.make("infra-up"));
        Awaitility.await("the image repository")
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> Images.hasRepository(road.target(), "connections") || background.hasEnded("infra-up"));
        if (background.hasEnded("infra-up")) {
            background.succeeded("infra-up"); // its own words, should it have failed
        }

        image(V1, Map.of());
        road.buildJar(second).succeeded();
        road.buildJar(third).succeeded();
        image(V3, Map.of("SERVICE_DIR", third.toString()));

        assertThat(background.succeeded("infra-up").text())
                .as("what infra-up said, which a pipeline keeps")
                .doesNotContain(road.secret("/connections/candidate-token"));
    }

    @Test
    @Order(20)
    void nothing_is_live_so_the_live_url_answers_503() throws Exception {
        assertThat(LiveTraffic.ask(liveUrl(), "/version").status()).isEqualTo(503);
        assertThat(road.release("status").succeeded().text()).contains("live    nowhere");
    }

    @Test
    @Order(30)
    void the_first_version_goes_live() throws Exception {
        bringUp(V1, () -> {
            background.begin("second plan", () -> road.make("infra-plan"));
            background.begin(
                    "plan with a certificate", () -> road.make("infra-plan", "TF_VAR_certificate_arn=" + CERTIFICATE));
        });
        road.make("smoke").succeeded();
        assertThat(LiveTraffic.ask(liveUrl(), "/version").status())
                .as("status of the live URL before the cutover")
                .isEqualTo(503);

        cutover(V1);

        assertThat(LiveTraffic.ask(liveUrl(), "/version").body()).contains(V1, digest(V1), "blue");
    }

    @Test
    @Order(40)
    void the_second_plan_of_the_foundation_is_empty() throws Exception {
        assertThat(background.succeeded("second plan").text()).contains("No changes.");
    }

    /** AWS changes port and protocol of a listener in place; a new listener would take its rules, and the traffic, away. */
    @Test
    @Order(45)
    void a_certificate_would_change_the_listener_in_place_and_replace_nothing() throws Exception {
        assertThat(background.succeeded("plan with a certificate").text())
                .contains(
                        "module.load_balancer.aws_lb_listener.traffic will be updated in-place",
                        "module.load_balancer.aws_lb_listener.redirect[0] will be created",
                        " to change, 0 to destroy.");
    }

    @Test
    @Order(50)
    void under_load_traffic_moves_to_the_second_version_back_and_there_again() throws Exception {
        traffic = LiveTraffic.start(liveUrl());
        image(V2, Map.of("SERVICE_DIR", second.toString()));
        BroughtUp v2 = bringUp(V2, () -> background.begin("forgetting blue's service", () -> forget("blue", SERVICE)));
        assertThat(v2.colour()).as("colour of the second version").isEqualTo("green");
        road.make("smoke").succeeded();
        assertThat(LiveTraffic.ask(liveUrl(), "/version").body()).contains(V1);

        live().switched("cutover to v2", V1, V2, cutover(V2));
        assertThat(LiveTraffic.ask(liveUrl(), "/").body()).contains(SECOND_GREETING);

        live().switched("rollback to v1", V2, V1, road.make("rollback").succeeded());
        assertThat(LiveTraffic.ask(liveUrl(), "/").body()).doesNotContain(SECOND_GREETING);
        assertThat(road.make("rollback").succeeded().text()).as("twice is once").contains("already");

        live().switched("cutover to v2 again", V1, V2, cutover(V2));
        live().afterTheLastSwitch();
    }

    @Test
    @Order(60)
    @Tag("P12")
    void no_request_was_lost_or_answered_by_the_wrong_version() throws Exception {
        LoadResult result = live().stop();
        Path reports = Files.createDirectories(road.out().resolveSibling("groundcheck-report"));
        Path report = live().report(result, reports.resolve("traffic.html"));
        LOG.info("{} (drawn in {})", result, report);
        live().judge(result);
    }

    @Test
    @Order(70)
    void staging_the_third_version_ends_the_rollback_to_the_first() throws Exception {
        background.succeeded("forgetting blue's service");
        // What the foundation makes and what a release makes have states of their own: neither waits for the other.
        BroughtUp v3 = bringUp(V3, () -> {
            background.begin("forgetting the table", () -> road.terraform("foundation", "state", "rm", TABLE));
            background.begin("infra-up again", () -> road.make("infra-up"));
            background.begin("forgetting all of green", () -> forget("green", COLOUR));
        });
        assertThat(v3.colour()).as("colour of the third version").isEqualTo("blue");
        assertThat(v3.plan().text())
                .as("a service that an apply made which was broken off before AWS had answered")
                .contains("taking it over as " + SERVICE)
                .contains(SERVICE + " will be updated in-place");

        Step refused = road.release("rollback").ended(1);

        assertThat(refused.lastLine()).isEqualTo("gate: rollback-target-gone");
        assertThat(refused.text()).contains(V1, digest(V1), "stage --tag " + V1);
        assertThat(LiveTraffic.ask(liveUrl(), "/version").body()).contains(V2);
    }

    @Test
    @Order(80)
    void the_gate_refuses_the_third_version_and_traffic_does_not_move() throws Exception {
        String candidate = digest(V3);
        refusals.unknownTag(candidate);
        refusals.withoutEvidence(candidate);
        refusals.failingScenario(candidate);
        refusals.emptySelection(candidate);
        refusals.partialSelection(candidate);
        refusals.deletedFeature(candidate);
        refusals.evidenceForAnotherStage(V3, candidate);
        refusals.staleImage(V3_NEWER, image(V3_NEWER, Map.of("SERVICE_DIR", third.toString())));
    }

    /** The rule's action is the cutover's: Terraform made the rule, and never looks at where it forwards to. */
    @Test
    @Order(85)
    @Tag("P2")
    void p02_a_re_apply_of_the_foundation_leaves_traffic_where_it_is() throws Exception {
        assertThat(background.succeeded("infra-up again").lines())
                .as("what the state bucket's apply and the foundation's say")
                .filteredOn(line -> line.startsWith("Apply complete!"))
                .containsExactly(NOTHING_APPLIED, NOTHING_APPLIED);

        assertThat(LiveTraffic.ask(liveUrl(), "/version").body()).contains(V2);
    }

    /** As an apply leaves it that was broken off before AWS had answered. A new table would be empty. */
    @Test
    @Order(86)
    void a_table_that_no_state_knows_is_taken_over() throws Exception {
        background.succeeded("forgetting the table");

        assertThat(background.succeeded("infra-up again").text()).contains("taking it over as " + TABLE);
    }

    @Test
    @Order(90)
    void destroy_leaves_nothing_not_even_the_service_that_no_state_knows() throws Exception {
        Target target = road.target();
        background.succeeded("forgetting all of green");

        Step down = road.make("infra-down").succeeded();

        assertThat(down.text())
                .contains("service connections/connections-green is there, but no state knows it")
                .containsPattern(
                        "task definition \\S+:task-definition/connections-green:[0-9]+ is there, but no state");
        road.make("bootstrap-down").succeeded();

        assertThat(Leftovers.in(target, "connections")).isEmpty();
        assertThat(road.make("infra-down").succeeded().text()).as("twice").contains("nothing");
    }

    private Step forget(String colour, String address) throws IOException, InterruptedException {
        return road.terraform(Map.of("COLOUR", colour), "release", "state", "rm", address);
    }

    private URI liveUrl() {
        return road.liveUrl("connections");
    }

    private LiveTraffic live() {
        assertThat(traffic).as("traffic").isNotNull();
        return Objects.requireNonNull(traffic);
    }

    private String digest(String tag) {
        return Objects.requireNonNull(refusals.digests().get(tag), tag);
    }

    private Step cutover(String tag) throws Exception {
        return road.make("cutover", "DIGEST=" + digest(tag)).succeeded();
    }

    /** Builds and pushes a tag's image, twice: the second time gives the same digest without building. */
    private String image(String tag, Map<String, String> more) throws Exception {
        String[] assignments = Stream.concat(
                        Stream.of("TAG=" + tag),
                        more.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()))
                .toArray(String[]::new);
        road.make("image", assignments).succeeded();
        String digest = road.handedOn("image.env", "digest");
        assertThat(Images.digest(road.target(), "connections", tag)).isEqualTo(digest);
        refusals.digests().put(tag, digest);
        return digest;
    }

    /**
     * Stages a tag's image and brings it up on the idle colour, without any traffic.
     *
     * @param meanwhile begins what fills the wait for the tasks
     */
    private BroughtUp bringUp(String tag, Runnable meanwhile) throws Exception {
        road.make("stage", "TAG=" + tag, "DIGEST=" + digest(tag)).succeeded();
        String colour = road.handedOn("stage.env", "colour");
        Step plan = road.make("plan", "COLOUR=" + colour).succeeded();
        road.make("guard", "COLOUR=" + colour).succeeded();
        road.make("apply", "COLOUR=" + colour).succeeded();
        meanwhile.run();
        road.make("await", "COLOUR=" + colour).succeeded();
        return new BroughtUp(colour, plan);
    }

    private record BroughtUp(String colour, Step plan) {}
}
