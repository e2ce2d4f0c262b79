package io.groundcheck.release.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each spec is seen to fail for the reason it exists for. */
@Order(1)
class SpecsCanFailTest {

    /** The tag to run, part of a message, and the beginnings of the ids of all scenarios that must fail. */
    private record Finds(String tag, String message, List<String> scenarios) {}

    private static final String PROBLEMS = "features/problems.feature::Each refusal is a problem detail::";
    private static final String FIELDS = "features/problems.feature::What cannot be accepted is named by its field::";
    private static final String PEOPLE = "features/people.feature::";
    private static final String CONNECTIONS = "features/connections.feature::";
    private static final String TRACED =
            "features/headers.feature::Every answer can be traced, and is neither guessed at nor stored::";

    private static final Map<Defect, Finds> FOUND = new EnumMap<>(Map.ofEntries(
            finds(
                    Defect.EVERY_OTHER_VERSION_IS_OLD,
                    "@first",
                    "the candidate is not the staged image: expected digest " + ServiceDouble.DIGEST
                            + " but /version says " + ServiceDouble.OTHER_DIGEST,
                    "features/identity.feature::The candidate is the staged image::"),
            finds(
                    Defect.OTHER_IMAGE_FROM_THE_20TH_REQUEST_ON,
                    "@identity or @headers or @health",
                    "the candidate is not the staged image",
                    "features/identity.feature::The candidate is still the staged image after everything else::"),
            finds(
                    Defect.LIVENESS_IS_DOWN,
                    "@health",
                    "status of GET /actuator/health/liveness",
                    "features/health.feature::The service is alive::"),
            finds(
                    Defect.READINESS_IS_DOWN,
                    "@health",
                    "readiness",
                    "features/health.feature::The service and its store are ready::"),
            finds(
                    Defect.DELETE_DELETES_NOTHING,
                    "@people",
                    "left behind",
                    PEOPLE + "A person is created, read and deleted, and nothing stays behind::"),
            finds(Defect.DELETE_FAILS, "@latency", "is left behind: DELETE answered 500", "features/latency.feature"),
            finds(
                    Defect.DELETE_KEEPS_CONNECTIONS,
                    "@connections",
                    "status",
                    CONNECTIONS + "A person's connections go with the person::"),
            finds(
                    Defect.CHANGE_IGNORES_THE_ETAG,
                    "@people",
                    "status",
                    PEOPLE + "A change is taken only from someone who saw the latest version::"),
            finds(
                    Defect.CREATE_IGNORES_THE_KEY,
                    "@people",
                    "status",
                    PEOPLE + "The same create twice makes one person::"),
            finds(
                    Defect.CONNECTION_HAS_ANOTHER_KIND,
                    "@connections",
                    "\"kind\"",
                    CONNECTIONS + "A connection is made, read, listed and deleted::"),
            finds(
                    Defect.LIST_IGNORES_THE_LIMIT,
                    "@connections",
                    "pages of at most 2",
                    CONNECTIONS + "A long list comes in pages::"),
            finds(
                    Defect.LIST_REPEATS_ITS_FIRST_PAGE,
                    "@connections",
                    "\"next\" after 20 pages",
                    CONNECTIONS + "A long list comes in pages::"),
            finds(
                    Defect.PROBLEM_HAS_STATUS_500,
                    "@problems",
                    "status",
                    PROBLEMS + "send a body that is no JSON, 400",
                    PROBLEMS + "read a person that does not exist, 404",
                    PROBLEMS + "read a path that does not exist, 404",
                    PROBLEMS + "use a method the path does not have, 405",
                    PROBLEMS + "connect two people twice, 409",
                    PROBLEMS + "change a person that has changed since, 412",
                    PROBLEMS + "send a person as plain text, 415",
                    PROBLEMS + "connect a person to itself, 422",
                    PROBLEMS + "connect a person to one that does not exist, 404",
                    PROBLEMS + "change a person without saying which version I saw, 428"),
            finds(Defect.PROBLEM_IS_PLAIN_JSON, "@problems", "content type of a problem", PROBLEMS, FIELDS),
            finds(Defect.PROBLEM_HAS_NO_REQUEST_ID, "@problems", "request_id", PROBLEMS, FIELDS),
            finds(
                    Defect.PROBLEM_NAMES_NO_FIELD,
                    "@problems",
                    "fields named in \"errors\"",
                    FIELDS + "send a person without a name, name",
                    FIELDS + "send a person whose e-mail is none, email",
                    FIELDS + "send a connection of an unknown kind, kind",
                    FIELDS + "ask for a page of 0 connections, limit",
                    FIELDS + "ask for a page of 101 connections, limit"),
            finds(
                    Defect.ACCEPTS_ANY_PERSON,
                    "@problems",
                    "status",
                    PROBLEMS + "send a body that is no JSON, 400",
                    PROBLEMS + "send a person as plain text, 415",
                    FIELDS + "send a person without a name, name",
                    FIELDS + "send a person whose e-mail is none, email"),
            finds(
                    Defect.REQUEST_ID_IS_LOST,
                    "@headers",
                    "header X-Request-Id",
                    TRACED + "/version, 200",
                    TRACED + "/no-such-path, 404"),
            finds(
                    Defect.REQUEST_ID_IS_REPEATED_UNSEEN,
                    "@headers",
                    "header X-Request-Id",
                    "features/headers.feature::A request id that could spoil a log is not repeated::"),
            finds(Defect.NO_NOSNIFF, "@headers", "header X-Content-Type-Options", TRACED),
            finds(Defect.MAY_BE_STORED, "@headers", "header Cache-Control", TRACED),
            finds(
                    Defect.READS_ARE_SLOW,
                    "@latency",
                    "95th percentile of 30 reads",
                    "features/latency.feature::A person is read within the latency budget::"),
            finds(
                    Defect.OPENAPI_IS_3_0,
                    "@openapi",
                    "\"openapi\"",
                    "features/openapi.feature::The service describes itself::"),
            finds(
                    Defect.OPENAPI_LACKS_CONNECTIONS,
                    "@openapi",
                    "\"paths\"",
                    "features/openapi.feature::The service describes itself::")));

    private static Map.Entry<Defect, Finds> finds(Defect defect, String tag, String message, String... scenarios) {
        return Map.entry(defect, new Finds(tag, message, List.of(scenarios)));
    }

    @TempDir
    Path reports;

    @ParameterizedTest
    @MethodSource("defects")
    void aDefectFailsTheScenariosThatAreThereForIt(Defect defect, Finds found) {
        try (var service = ServiceDouble.with(defect)) {
            var run = new Runs(reports)
                    .only(found.tag())
                    .with("SMOKE_READINESS_TIMEOUT", "1200ms")
                    .with("SMOKE_LATENCY_BUDGET", defect == Defect.READS_ARE_SLOW ? "50ms" : "5s");
            var failed = run.against(service.url()).scenarios().stream()
                    .filter(result -> result.status() == Status.FAILED)
                    .toList();
            assertThat(failed)
                    .extracting(ScenarioResult::id)
                    .as("scenarios that %s fails, in%n%s", defect, run.console())
                    .containsAll(expected(found));
            assertThat(failed)
                    .extracting(result -> result.message().orElse(""))
                    .as("why, in%n%s", run.console())
                    .anyMatch(message -> message.contains(found.message()));
        }
    }

    @Test
    void noScenarioIsLeftThatNoDefectFails() {
        assertThat(FOUND.values().stream()
                        .flatMap(found -> expected(found).stream())
                        .distinct())
                .as("scenarios that a defect is known to fail: a new spec needs a defect here that it finds")
                .containsExactlyInAnyOrderElementsOf(ExpectedScenarios.load());
    }

    private static Stream<Arguments> defects() {
        return FOUND.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    private static List<String> expected(Finds found) {
        return ExpectedScenarios.load().stream()
                .filter(id -> found.scenarios().stream().anyMatch(id::startsWith))
                .toList();
    }
}
