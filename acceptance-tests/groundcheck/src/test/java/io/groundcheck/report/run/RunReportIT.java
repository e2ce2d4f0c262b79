package io.groundcheck.report.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.stack.Stack;
import io.groundcheck.target.NoTarget;
import io.groundcheck.terraform.TerraformException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The report of what real Terraform did. */
class RunReportIT {

    private static final String CANARY = "canary-5d41402abc4b";

    private final RunReport report = new RunReport("Infrastructure tests", Clock.systemUTC());

    @Test
    void a_stack_s_steps_plan_and_outputs_are_in_the_page_and_its_secrets_are_not() throws Exception {
        TestRecorder test = report.test("1", "RunReportIT", "makes two");
        try (var stack = Stack.of(module(), new NoTarget(), "RunReportIT", test)) {
            stack.set("size", 2).setSensitive("password", CANARY);
            stack.plan();
            stack.apply();
            stack.outputs();
        }
        test.ended(Outcome.FAILED, Optional.of("expected something else than " + CANARY));

        String html = report.toHtml();

        assertThat(html).doesNotContain(CANARY);
        assertThat(text(html))
                .containsSubsequence(" init ", " plan ", " show ", " apply ", " output ", " destroy ")
                .contains("0 terraform apply -input=false")
                .contains("2 to add, 0 to change, 0 to destroy.")
                .contains("+ terraform_data.this[0] is created")
                .contains("terraform_data.this[1] create")
                .contains("size 2")
                .contains("password (sensitive value)")
                .contains("expected something else than (sensitive value)");
    }

    @Test
    void what_terraform_refused_is_in_the_page_with_its_line_of_hcl() throws Exception {
        String text = refused(3, CANARY);

        assertThat(text)
                .contains(
                        "error Resource precondition failed main.tf:26, in resource &quot;terraform_data&quot; &quot;this&quot;")
                .contains("26 │ condition = var.size != 3")
                .containsOnlyOnce("Three is one too many.");
    }

    /** Terraform then quotes the variables' file, whose one line holds every value; this one is too short to mask. */
    @Test
    void a_refused_variable_never_brings_the_others_values_along() throws Exception {
        String text = refused(9, "§7");

        assertThat(text)
                .contains("error Invalid value for variable variables.tfvars.json:1 size must be below 5.")
                .doesNotContain("§7");
    }

    private String refused(int size, String password) throws Exception {
        TestRecorder test = report.test("1", "RunReportIT", "refuses");
        try (var stack = Stack.of(module(), new NoTarget(), "RunReportIT", test)) {
            stack.set("size", size).setSensitive("password", password);
            assertThatThrownBy(stack::plan).isInstanceOf(TerraformException.class);
        }
        String html = report.toHtml();
        assertThat(html).doesNotContain(CANARY);
        return text(html);
    }

    private static Path module() throws Exception {
        return Path.of(
                Objects.requireNonNull(RunReportIT.class.getResource("module")).toURI());
    }

    private static String text(String html) {
        return html.replaceAll("(?s)<style>.*?</style>", "")
                .replaceAll("<[^>]+>", " ")
                .replaceAll("[ \n]+", " ");
    }
}
