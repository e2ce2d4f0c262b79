package io.groundcheck.connections.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.connections.problem.ProblemType;
import io.groundcheck.connections.web.Api;
import io.groundcheck.connections.web.RunningService;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The document is written by hand: this is what keeps it true. */
@RunningService
class OpenApiTest {

    private final RequestMappingHandlerMapping mappings;
    private final JsonNode document;

    @Autowired
    OpenApiTest(
            @LocalServerPort int port,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        this.mappings = mappings;
        byte[] body = new Api(port)
                .send("GET", "/openapi.json", null, "Accept", "application/json")
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("application/json")
                .returnResult()
                .getResponseBodyContent();
        this.document = JsonMapper.shared().readTree(body);
    }

    @Test
    void is_of_version_3_1() {
        assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
    }

    @Test
    void has_exactly_the_endpoints_that_exist_with_their_parameters() {
        Set<String> real = mappings.getHandlerMethods().entrySet().stream()
                .filter(entry -> !entry.getKey().getPatternValues().contains("/error"))
                .flatMap(entry -> real(entry.getKey(), entry.getValue()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented()).isEqualTo(real);
    }

    @Test
    void has_only_references_that_lead_somewhere() {
        List<String> dangling = document.findValuesAsString("$ref").stream()
                .filter(ref -> document.at(ref.substring(1)).isMissingNode())
                .toList();

        assertThat(dangling).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "person.Person",
                "person.PersonRequest",
                "connection.Connection",
                "connection.ConnectionRequest",
                "connection.ConnectionPage",
                "version.IndexController$Index",
                "version.VersionController$Version",
                "problem.ProblemException$FieldError"
            })
    void describes_each_record_member_by_member(String name) throws ClassNotFoundException {
        Class<?> type = Class.forName("io.groundcheck.connections." + name);
        List<String> members = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        JsonNode schema = document.at("/components/schemas/" + type.getSimpleName());

        assertThat(schema.path("properties").propertyNames()).containsExactlyInAnyOrderElementsOf(members);
        assertThat(texts(schema.path("required"))).containsExactlyInAnyOrderElementsOf(members);
    }

    @Test
    void describes_each_kind() throws ClassNotFoundException {
        List<String> kinds = Stream.of(Class.forName("io.groundcheck.connections.connection.Kind")
                        .getEnumConstants())
                .map(kind -> kind.toString().toLowerCase(Locale.ROOT))
                .toList();

        assertThat(texts(document.at("/components/schemas/Kind/enum"))).isEqualTo(kinds);
    }

    @Test
    void mentions_each_status_of_our_own_problems() {
        Set<String> statuses = Stream.of(ProblemType.values())
                .filter(type -> type != ProblemType.STORE_UNAVAILABLE)
                .map(type -> Integer.toString(type.status()))
                .collect(Collectors.toSet());
        Set<String> documented = document.path("paths").values().stream()
                .flatMap(path -> path.values().stream())
                .flatMap(operation -> operation.path("responses").propertyNames().stream())
                .collect(Collectors.toSet());

        assertThat(documented).containsAll(statuses);
    }

    private static Stream<String> real(RequestMappingInfo mapping, HandlerMethod handler) {
        Set<String> parameters = new TreeSet<>();
        for (Parameter parameter : handler.getMethod().getParameters()) {
            RequestHeader header = parameter.getAnnotation(RequestHeader.class);
            if (header != null) {
                parameters.add("header " + header.name());
            } else if (parameter.isAnnotationPresent(PathVariable.class)) {
                parameters.add("path " + parameter.getName());
            } else if (parameter.isAnnotationPresent(RequestParam.class)) {
                parameters.add("query " + parameter.getName());
            }
        }
        return mapping.getPatternValues().stream()
                .flatMap(path -> mapping.getMethodsCondition().getMethods().stream()
                        .map(method -> "%s %s %s".formatted(method, path, parameters)));
    }

    private Set<String> documented() {
        Set<String> documented = new TreeSet<>();
        document.path("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    if (!method.equals("parameters")) {
                        Set<String> parameters = new TreeSet<>(parameters(item));
                        parameters.addAll(parameters(operation));
                        documented.add("%s %s %s".formatted(method.toUpperCase(Locale.ROOT), path, parameters));
                    }
                }));
        return documented;
    }

    private Collection<String> parameters(JsonNode owner) {
        Collection<String> parameters = new ArrayList<>();
        owner.path("parameters").forEach(reference -> {
            JsonNode parameter = document.at(reference.path("$ref").asString().substring(1));
            parameters.add(parameter.path("in").asString() + " "
                    + parameter.path("name").asString());
        });
        return parameters;
    }

    private static List<String> texts(JsonNode array) {
        return array.values().stream().map(JsonNode::asString).toList();
    }
}
