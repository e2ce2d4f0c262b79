package io.groundcheck.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a plan that Terraform 1.11.4 made: changes.json holds one of each action, a move, a failed check and a secret. */
class PlanTest {

    private final Plan plan = plan();

    static Plan plan() {
        try {
            return Plan.parse(Files.readString(Path.of("src/test/resources/plans/changes.json")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void knows_each_action() {
        assertThat(addresses(plan.with(Action.NO_OP))).containsExactly("terraform_data.gone[0]", "terraform_data.kept");
        assertThat(addresses(plan.with(Action.CREATE))).containsExactly("terraform_data.made[0]");
        assertThat(addresses(plan.with(Action.UPDATE))).containsExactly("terraform_data.updated");
        assertThat(addresses(plan.with(Action.REPLACE))).containsExactly("terraform_data.replaced");
        assertThat(addresses(plan.with(Action.DELETE))).containsExactly("terraform_data.gone[1]");
        assertThat(plan.terraformVersion()).isEqualTo("1.11.4");
        assertThat(plan.isEmpty()).isFalse();
    }

    @Test
    void knows_why() {
        ResourceChange replaced = change("terraform_data.replaced");
        assertThat(replaced.reason()).contains("replace_because_cannot_update");
        assertThat(replaced.replacePaths()).containsExactly(AttributePath.of("triggers_replace"));
        assertThat(replaced.change().createsFirst()).isFalse();
        assertThat(change("terraform_data.kept").previousAddress()).contains("terraform_data.old");
    }

    @Test
    void a_move_alone_is_a_change_and_a_resource_left_alone_is_none() {
        assertThat(addresses(plan.effective()))
                .contains("terraform_data.kept")
                .doesNotContain("terraform_data.gone[0]");
    }

    @Test
    void tells_known_from_unknown_and_absent() {
        Value made = change("terraform_data.made[0]").change().after();
        assertThat(made.at("id").isUnknown()).isTrue();
        assertThat(made.at("id")).hasToString("(known after apply)");
        assertThat(made.at("triggers_replace").isAbsent()).isTrue();
        assertThat(made.at("no.such[3].thing").isAbsent()).isTrue();
        Value replaced = change("terraform_data.replaced").change().after();
        assertThat(replaced.at("input.v").isEqualTo("b")).isTrue();
        assertThat(replaced.at("input[\"n\"]").isEqualTo(10_000_000_000_000L)).isTrue();
        assertThat(replaced.at("input.n")).hasToString("10000000000000");
        assertThat(replaced.isWhollyKnown()).isFalse();
    }

    @Test
    void compares_numbers_by_what_they_count_and_lists_by_their_items() {
        Value list = change("terraform_data.updated").change().after().at("input.list");
        assertThat(list.isEqualTo(List.of(1.0, 2.5, "x"))).isTrue();
        assertThat(list.isEqualTo(List.of(1, 2.5))).isFalse();
        assertThat(list.isEqualTo(List.of("1", 2.5, "x"))).isFalse();
    }

    @Test
    void shows_nothing_sensitive_not_even_where_terraform_lost_the_mark() {
        assertThat(plan.secrets().texts()).containsExactly("hunter2");
        Value before = change("terraform_data.updated").change().before();
        assertThat(before.at("input.a").isSensitive()).isTrue();
        assertThat(before.at("output.a").isSensitive())
                .as("what Terraform marks")
                .isFalse();
        assertThat(before.at("output.a").asString()).isEqualTo("hunter2");
        assertThat(before.at("output.a")).hasToString("\"(sensitive value)\"");
        assertThat(plan.toString()).doesNotContain("hunter2");
    }

    @Test
    void reads_as_a_diff() {
        assertThat(plan).hasToString("""
                - terraform_data.gone[1] is destroyed (delete because count index)
                  terraform_data.kept is left as it is, moved from terraform_data.old
                + terraform_data.made[0] is created
                    id: (absent) -> (known after apply)
                    input: (absent) -> (known after apply)
                    output: (absent) -> (known after apply)
                -/+ terraform_data.replaced is replaced (replace because cannot update)
                    id: "52317ced-27e0-7e65-de23-2293700ec792" -> (known after apply)
                    input.v: "a" -> "b"
                    output: {n = 10000000000000, v = "a"} -> (known after apply)
                    triggers_replace[0]: "a" -> "b" # forces replacement
                ~ terraform_data.updated is updated in place
                    input.a: (sensitive value) -> (absent)
                    input.b: (absent) -> (sensitive value)
                    output: {a = "(sensitive value)", list = [1, 2.5, "x"]} -> (known after apply)
                ~ output.id
                    "52317ced-27e0-7e65-de23-2293700ec792" -> (known after apply)
                ~ output.o
                    "a" -> "b"
                """);
    }

    @Test
    void reads_the_results_of_checks() {
        assertThat(plan.checks())
                .containsExactly(new CheckResult("check.c", "check", "fail", List.of("v is not a, but b")));
    }

    @Test
    void should_fail_if_it_is_no_plan() {
        assertThatThrownBy(() -> Plan.parse("{\"password\": hunter2}"))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("expected the output of `terraform show -json PLANFILE`, but it is no JSON: ");
        assertThatThrownBy(() -> Plan.parse("{\"format_version\":\"1.0\",\"values\":{}}"))
                .isInstanceOf(PlanException.class)
                .hasMessage("expected a plan, but found a state: show the plan file, not the state");
        assertThatThrownBy(() -> Plan.parse("{\"format_version\":\"2.0\"}"))
                .isInstanceOf(PlanException.class)
                .hasMessage("expected a plan of format 1.x, but the format_version was \"2.0\"");
        assertThatThrownBy(
                        () -> Plan.parse(
                                "{\"format_version\":\"1.2\",\"resource_changes\":[{\"address\":\"a.b\",\"change\":{\"actions\":[\"juggle\"]}}]}"))
                .isInstanceOf(PlanException.class)
                .hasMessage("a.b: this library doesn't know the actions [juggle]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tags[\"a b\"]", "ingress[0].from_port", "a[\"quo\\\"te\"][1]", "", "x-y_z"})
    void a_path_reads_as_it_was_written(String path) {
        assertThat(AttributePath.of(path)).hasToString(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {".a", "a..b", "a[", "a[x]", "a[01]", "a b"})
    void should_fail_if_a_path_is_none(String path) {
        assertThatThrownBy(() -> AttributePath.of(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "path: expected something like tags[\"Name\"] or ingress[0].from_port, but was \"" + path
                                + "\"");
    }

    @Test
    void masks_the_longest_secret_first_also_where_json_escapes_it() {
        var secrets = Secrets.of(List.of("key", "long-secret", "long-secret-2", "a\"b\nc"));
        assertThat(secrets.mask("key long-secret-2 and {\"x\":\"a\\\"b\\nc\"}"))
                .isEqualTo("key (sensitive value) and {\"x\":\"(sensitive value)\"}");
    }

    private ResourceChange change(String address) {
        return plan.change(address).orElseThrow();
    }

    private static List<String> addresses(List<ResourceChange> changes) {
        return changes.stream().map(ResourceChange::address).toList();
    }

    @Test
    void masks_each_line_of_a_secret_that_is_printed_line_by_line() {
        Secrets key = Secrets.of(List.of("-----BEGIN KEY-----\nMIIEvQIBADAN\n  MIIBVAIBADANBg\nend"));
        assertThat(key.mask("stdout: MIIEvQIBADAN")).isEqualTo("stdout: (sensitive value)");
        assertThat(key.mask("stdout:   MIIBVAIBADANBg")).isEqualTo("stdout:   (sensitive value)");
        assertThat(key.mask("the end")).as("too short to be looked for").isEqualTo("the end");
    }

    @Test
    void a_secret_too_short_to_be_looked_for_is_hidden_where_it_is_marked() {
        Plan plan = Plan.parse("""
                {"format_version": "1.2", "resource_changes": [{"address": "x.y", "type": "x", "change": {
                  "actions": ["update"],
                  "before": {"pin": "123", "name": "abc"}, "after": {"pin": "456", "name": "abd"},
                  "before_sensitive": {"pin": true}, "after_sensitive": {"pin": true}}}]}""");
        assertThat(plan.toString())
                .contains("pin: (sensitive value, changed)")
                .contains("name: \"abc\" -> \"abd\"")
                .doesNotContain("123", "456");
        assertThat(Secrets.of(List.of("123")).mask("exit code 123")).isEqualTo("exit code 123");
    }
}
