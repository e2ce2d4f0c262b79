package io.groundcheck.assertions;

import static io.groundcheck.assertions.GroundcheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PlanAssertTest {

    private static Plan plan = Plan.parse("{\"format_version\":\"1.2\",\"resource_changes\":[]}");
    private static Plan empty = plan;

    @BeforeAll
    static void read() throws IOException {
        plan = Plan.parse(Files.readString(Path.of("src/test/resources/plans/changes.json")));
    }

    @Test
    void c06_passes_where_the_plan_is_as_expected() {
        assertThat(plan)
                .creates("terraform_data.made[0]")
                .updatesInPlace("terraform_data.updated")
                .replaces("terraform_data.replaced")
                .because("triggers_replace")
                .destroys("terraform_data.gone[1]")
                .leavesAlone("terraform_data.gone[0]")
                .moves("terraform_data.old", "terraform_data.kept")
                .hasNoDrift()
                .attribute("terraform_data.replaced", "input.v")
                .isEqualTo("b")
                .attribute("terraform_data.made[0]", "id")
                .isUnknown()
                .attribute("terraform_data.updated", "input.b")
                .isSensitive()
                .attribute("terraform_data.made[0]", "triggers_replace")
                .isAbsent()
                .attribute("output.o", "")
                .isEqualTo("b");
        assertThat(empty).hasNoChanges().destroysNothing().hasNoDrift();
    }

    @Test
    void should_fail_if_an_address_has_another_action() {
        fails(() -> assertThat(plan).creates("terraform_data.updated"), """

                Expected:
                  terraform_data.updated is created
                but it is updated in place
                in:
                """ + DIFF);
    }

    @Test
    void should_fail_if_the_plan_does_not_name_an_address() {
        fails(() -> assertThat(plan).creates("terraform_data.misspelt"), """

                Expected plan to name:
                  terraform_data.misspelt
                but it names only:
                  terraform_data.gone[0] is left as it is
                  terraform_data.gone[1] is destroyed
                  terraform_data.kept is left as it is
                  terraform_data.made[0] is created
                  terraform_data.replaced is replaced
                  terraform_data.updated is updated in place""");
        fails(() -> assertThat(empty).creates("a.b"), """

                Expected plan to name:
                  a.b
                but it names only:
                  nothing""");
    }

    @Test
    void should_fail_if_another_attribute_forces_the_replacement() {
        fails(() -> assertThat(plan).replaces("terraform_data.replaced").because("input"), """

                Expected:
                  terraform_data.replaced is replaced because of input
                but it is because of:
                  [triggers_replace]
                in:
                """ + DIFF);
    }

    @Test
    void should_fail_if_anything_is_destroyed() {
        fails(() -> assertThat(plan).destroysNothing(), """

                Expected plan to destroy nothing
                but it destroys:
                  terraform_data.gone[1] is destroyed
                  terraform_data.replaced is replaced
                in:
                """ + DIFF);
    }

    @Test
    void should_fail_if_there_are_changes() {
        fails(() -> assertThat(plan).hasNoChanges(), """

                Expected plan to have no changes
                but it was:
                """ + DIFF);
    }

    @Test
    void should_fail_if_it_was_moved_from_elsewhere_or_not_imported() {
        fails(() -> assertThat(plan).moves("terraform_data.other", "terraform_data.kept"), """

                Expected plan to move:
                  terraform_data.other
                to:
                  terraform_data.kept
                but it was moved from terraform_data.old
                in:
                """ + DIFF);
        fails(() -> assertThat(plan).imports("terraform_data.kept", "1"), """

                Expected plan to import:
                  terraform_data.kept as 1
                but it was not imported
                in:
                """ + DIFF);
    }

    @Test
    void should_fail_if_a_check_fails_or_is_not_there() {
        fails(() -> assertThat(plan).passesCheck("check.c"), """

                Expected plan to pass:
                  check.c
                but its status was:
                  fail
                    v is not a, but b""");
        fails(() -> assertThat(plan).passesCheck("check.d"), """

                Expected plan to pass:
                  check.d
                but it has only these checks:
                  [check.c]""");
    }

    @Test
    void should_fail_if_an_attribute_is_something_else() {
        fails(
                () -> assertThat(plan)
                        .attribute("terraform_data.replaced", "input.v")
                        .isEqualTo("c"),
                """

                Expected:
                  terraform_data.replaced.input.v
                to be equal to:
                  c
                but was:
                  "b\"""");
        fails(() -> assertThat(plan).attribute("terraform_data.made[0]", "id").isEqualTo("x"), """

                Expected:
                  terraform_data.made[0].id
                to be equal to:
                  x
                but was:
                  (known after apply)""");
        fails(
                () -> assertThat(plan)
                        .attribute("terraform_data.replaced", "input.v")
                        .isUnknown(),
                """

                Expected:
                  terraform_data.replaced.input.v
                to be known only after apply
                but was:
                  "b\"""");
        fails(
                () -> assertThat(plan)
                        .attribute("terraform_data.replaced", "input.v")
                        .isSensitive(),
                """

                Expected:
                  terraform_data.replaced.input.v
                to be sensitive
                but Terraform doesn't mark it, and prints it""");
        fails(
                () -> assertThat(plan)
                        .attribute("terraform_data.replaced", "input.v")
                        .isAbsent(),
                """

                Expected:
                  terraform_data.replaced.input.v
                to be absent
                but was:
                  "b\"""");
        fails(() -> assertThat(plan).attribute("output.p", ""), """

                Expected plan to name:
                  output.p
                but it has only these outputs:
                  [id, o, s]""");
    }

    @Test
    void should_fail_without_showing_a_sensitive_value_or_a_guess_at_it() {
        fails(
                () -> assertThat(plan)
                        .attribute("terraform_data.updated", "input.b")
                        .isEqualTo("hunter3"),
                """

                Expected:
                  terraform_data.updated.input.b
                to be equal to:
                  a certain value
                but was:
                  (sensitive value)""");
    }

    @Test
    void should_fail_if_the_counts_are_others() {
        assertThat(plan).counts(2, 1, 2);
        fails(() -> assertThat(plan).counts(1, 1, 1), """

                Expected plan:
                  1 to add, 1 to change, 1 to destroy
                but it was:
                  2 to add, 1 to change, 2 to destroy
                in:
                """ + DIFF);
    }

    @Test
    void a_policy_is_asked_of_every_resource_that_will_exist() {
        Policy known = Policy.forType(
                "terraform_data",
                "data has no trigger but \"b\"",
                change -> change.change().after().at("triggers_replace").isAbsent()
                        || change.change().after().at("triggers_replace[0]").isEqualTo("b"));
        assertThat(plan)
                .obeys(
                        known,
                        Policy.forAll("all are ours", change -> change.address().startsWith("terraform_data.")));
        fails(
                () -> assertThat(plan)
                        .obeys(Policy.forType(
                                "terraform_data", "nothing is replaced", change -> !change.isDestroyed())),
                """

                Expected plan to obey:
                  nothing is replaced
                but it is broken by:
                  terraform_data.replaced: does not hold""");
    }

    @Test
    void should_fail_if_a_policy_applies_to_nothing() {
        fails(
                () -> assertThat(empty).obeys(Policy.forType("aws_s3_bucket", "buckets are private", bucket -> true)),
                """

                Expected plan to obey:
                  buckets are private
                but it applies to nothing in:
                  nothing""");
    }

    private static final String DIFF = """
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
                  "a" -> "b\"""".indent(2).stripTrailing();

    private static void fails(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessage(message);
    }
}
