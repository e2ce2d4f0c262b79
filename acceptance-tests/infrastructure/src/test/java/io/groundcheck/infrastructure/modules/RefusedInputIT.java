package io.groundcheck.infrastructure.modules;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.infrastructure.Repository;
import io.groundcheck.junit.OnTarget;
import io.groundcheck.junit.Requires;
import io.groundcheck.junit.TerraformModule;
import io.groundcheck.stack.Stack;
import io.groundcheck.target.Capability;
import io.groundcheck.terraform.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every condition on a variable, of modules and roots, refuses a wrong value and says what is allowed. One {@code
 * terraform validate} tells all of them at once: it checks the arguments of called modules.
 */
@TerraformModule("acceptance-tests/infrastructure/src/test/resources/modules/refused")
@OnTarget("moto")
@Requires(Capability.CONTROL_PLANE)
class RefusedInputIT {

    /** In the detail of a diagnostic: which condition it was. */
    private static final Pattern RULE =
            Pattern.compile("checked by the validation rule at\\s+\\S*?(terraform/[\\w/]+\\.tf):(\\d+),");

    /** Two variables decide, which validate doesn't look at together: {@link ReleaseAwsOnlyIT} plans it. */
    private static final String NEEDS_A_PLAN = "Fargate has no task of";

    private static List<Diagnostic> refusals;

    @BeforeAll
    static void validate(Stack refused) {
        refusals = refused.validate().stream().filter(Diagnostic::isError).toList();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    network                | cidr_block must be an IPv4 range from /16 to /20, such as 10.0.0.0/16
                    network                | listener_ports may hold 80 and 443, and at least one of them.
                    network                | allowed_cidr_block must be an IPv4 range such as 0.0.0.0/0 or 203.0.113.0/24.
                    load_balancer          | name must be 3 to 26 lower-case letters, digits and hyphens
                    load_balancer          | subnet_ids must name at least 2 subnets
                    load_balancer          | health_check_interval must be 5 to 300 seconds.
                    load_balancer_internal | not begin with "internal-".
                    release_bucket         | bucket must be 3 to 63 lower-case letters, digits and hyphens
                    release_bucket         | noncurrent_days must be 1 or more.
                    cluster                | log_retention_days must be one of 1, 3, 5, 7, 14, 30, 60, 90, 180, 365.
                    alarms                 | error_threshold must be 1 or more.
                    alarms                 | latency_seconds must be above 0.
                    colour                 | colour must be "blue" or "green".
                    colour                 | digest must be "sha256:" and 64 lower-case hexadecimal digits.
                    colour                 | desired_count must be a whole number from 0 to 100.
                    colour                 | cpu must be one of 256, 512, 1024, 2048, 4096.
                    colour                 | cpu_architecture must be "X86_64" or "ARM64".
                    github_owner           | repository.owner and repository.name must be letters, digits, dots
                    github_id              | repository.owner_id and repository.id must be GitHub's numeric ids
                    github_environment     | repository.environment must be letters, digits, spaces, dots
                    github_tag_pattern     | repository.tag_pattern must begin with a letter or a digit, such as v*
                    bootstrap              | name must be 3 to 20 lower-case letters, digits and hyphens
                    bootstrap              | region must be an AWS region such as ap-southeast-1.
                    bootstrap              | account_id must be 12 digits.
                    foundation             | name must be 3 to 20 lower-case letters, digits and hyphens
                    foundation             | region must be an AWS region such as ap-southeast-1.
                    foundation             | account_id must be 12 digits.
                    foundation             | certificate_arn must be the ARN of an ACM or IAM certificate.
                    release                | name must be 3 to 20 lower-case letters, digits and hyphens
                    release                | region must be an AWS region such as ap-southeast-1.
                    release                | account_id must be 12 digits.
                    release                | colour must be "blue" or "green".
                    """)
    void a_wrong_value_is_refused_with_a_message_that_says_what_is_allowed(String module, String message) {
        assertThat(refusals)
                .as("what is refused of module %s", module)
                .filteredOn(refusal -> refusal.source()
                        .filter(source -> source.context().equals("module \"" + module + "\""))
                        .isPresent())
                .extracting(Diagnostic::detail)
                .anyMatch(detail -> detail.contains(message));
    }

    @Test
    void every_condition_has_its_case() {
        Set<String> seen = new TreeSet<>();
        for (Diagnostic refusal : refusals) {
            Matcher rule = RULE.matcher(refusal.detail());
            if (rule.find()) {
                seen.add(rule.group(1) + ":" + rule.group(2));
            }
        }
        assertThat(seen).as("conditions that refused something").containsExactlyInAnyOrderElementsOf(conditions());
    }

    /** {@code file:line} of each validation block but the one that needs a plan. */
    private static Set<String> conditions() {
        Path root = Repository.root();
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root.resolve("terraform"))) {
            for (Path file : files.filter(f -> f.endsWith("variables.tf")).toList()) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    if (lines.get(i).strip().equals("validation {")
                            && !message(lines, i).contains(NEEDS_A_PLAN)) {
                        found.add(root.relativize(file) + ":" + (i + 1));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static String message(List<String> lines, int from) {
        return lines.subList(from, lines.size()).stream()
                .filter(line -> line.strip().startsWith("error_message"))
                .findFirst()
                .orElseThrow();
    }
}
