package io.groundcheck.infrastructure.modules;

import static io.groundcheck.infrastructure.modules.PolicyDocument.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.junit.OnTarget;
import io.groundcheck.junit.Requires;
import io.groundcheck.junit.TerraformModule;
import io.groundcheck.plan.Plan;
import io.groundcheck.stack.Stack;
import io.groundcheck.target.Capability;
import io.groundcheck.target.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * "Who may do what" of docs/aws-only.md. The module is applied, since the trust policies name the identity provider and
 * are known only then; IAM itself decides about the actions.
 */
@ResourceLock(IdentityAwsOnlyIT.ONE_PER_ACCOUNT)
@TerraformModule("terraform/modules/github_oidc/examples/basic")
@OnTarget("fakecloud")
@Requires(Capability.CONTROL_PLANE)
class IdentityAwsOnlyIT {

    /** An account has one provider of GitHub identities: two tests must not make it at once. */
    static final String ONE_PER_ACCOUNT = "the account\'s provider of GitHub identities";

    private static final String NAME = "module-identity";
    private static final String ISSUER = "token.actions.githubusercontent.com:";

    /**
     * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif; a
     * condition on any other claim refuses everybody.
     */
    private static final Set<String> CLAIMS_THAT_AWS_EVALUATES = Set.of(
            "actor",
            "actor_id",
            "aud",
            "enterprise_id",
            "environment",
            "job_workflow_ref",
            "ref",
            "repository",
            "repository_id",
            "sub",
            "workflow");

    private static Plan applied;

    @BeforeAll
    static void apply(Stack github) {
        github.set("name", NAME).apply();
        applied = github.plan();
    }

    @ParameterizedTest
    @CsvSource({
        "image, ref, StringLike, refs/tags/v*, ref:refs/tags/v*",
        "deploy, ref, StringLike, refs/tags/v*, ref:refs/tags/v*",
        "cutover, environment, StringLike, production, environment:production"
    })
    @Tag("P15")
    void a_role_trusts_one_repository_and_one_kind_of_job(
            String role, String claim, String operator, String value, String subject) {
        List<JsonNode> statements = trust(role).statements();

        assertThat(statements).hasSize(1);
        assertThat(texts(statements.get(0).path("Action"))).containsExactly("sts:AssumeRoleWithWebIdentity");
        var conditions = new TreeMap<String, List<String>>();
        conditions(statements.get(0)).forEach(c -> conditions.put(c.operator + " " + c.key, c.values));
        assertThat(conditions)
                .containsOnlyKeys(
                        "StringEquals " + ISSUER + "aud",
                        "StringLike " + ISSUER + "sub",
                        "StringEquals " + ISSUER + "repository_id",
                        operator + " " + ISSUER + claim)
                .containsEntry("StringEquals " + ISSUER + "aud", List.of("sts.amazonaws.com"))
                .containsEntry("StringEquals " + ISSUER + "repository_id", List.of("2002"))
                .containsEntry(operator + " " + ISSUER + claim, List.of(value));
        // a repository made or renamed since 2026-07-15 has its ids in the subject
        assertThat(conditions.get("StringLike " + ISSUER + "sub"))
                .containsExactlyInAnyOrder(
                        "repo:octo-org/connections:" + subject, "repo:octo-org@1001/connections@2002:" + subject);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "deploy", "cutover"})
    void a_role_asks_only_for_claims_that_aws_evaluates(String role) {
        List<Condition> conditions = trust(role).statements().stream()
                .flatMap(s -> conditions(s).stream())
                .toList();

        assertThat(conditions).isNotEmpty().allMatch(condition -> condition.key.startsWith(ISSUER));
        assertThat(conditions)
                .extracting(condition -> condition.key.substring(ISSUER.length()))
                .isSubsetOf(CLAIMS_THAT_AWS_EVALUATES);
    }

    @ParameterizedTest(name = "{0}: {1} on {2} {3} is {4}")
    @CsvSource({
        "deploy, ecs:CreateService, SERVICES/NAME-blue, , allowed",
        "deploy, ecs:CreateService, SERVICES/NAME-green, , allowed",
        "deploy, ecs:UpdateService, SERVICES/NAME-blue, , allowed",
        "deploy, ecs:UpdateService, SERVICES/NAME-green, , allowed",
        "deploy, ecs:DeleteService, SERVICES/NAME-blue, , allowed",
        "deploy, ecs:DeleteService, SERVICES/NAME-green, , allowed",
        "deploy, iam:PassRole, ROLES/NAME-task, iam:PassedToService=ecs-tasks.amazonaws.com, allowed",
        "deploy, iam:PassRole, ROLES/NAME-execution, iam:PassedToService=ecs-tasks.amazonaws.com, allowed",
        "deploy, s3:PutObject, RELEASES/release.json, , allowed",
        "deploy, s3:PutObject, RELEASES/evidence/1/2.json, s3:if-none-match=*, allowed",
        "deploy, s3:PutObject, RELEASES/cli/sum.jar, s3:if-none-match=*, allowed",
        "deploy, s3:PutObject, STATES/release/blue.tfstate, , allowed",
        "deploy, s3:DeleteObject, STATES/release/blue.tfstate.tflock, , allowed",
        "deploy, ecs:UpdateService, SERVICES/other, , refused",
        "deploy, iam:PassRole, ROLES/admin, iam:PassedToService=ecs-tasks.amazonaws.com, refused",
        "deploy, iam:PassRole, ROLES/NAME-task, iam:PassedToService=lambda.amazonaws.com, refused",
        "deploy, elasticloadbalancing:ModifyRule, LIVE, , refused",
        "deploy, s3:PutObject, RELEASES/evidence/1/2.json, , refused",
        "deploy, s3:PutObject, RELEASES/cli/sum.jar, , refused",
        "deploy, s3:PutObject, RELEASES/reports/1.html, , allowed",
        "deploy, s3:PutObject, RELEASES/watch.json, , refused",
        "deploy, s3:PutObject, RELEASES/lease.json, , refused",
        "deploy, s3:PutObject, RELEASES/journal/1.json, , refused",
        "deploy, s3:PutObject, STATES/foundation.tfstate, , refused",
        "deploy, s3:DeleteObject, STATES/release/blue.tfstate, , refused",
        "cutover, elasticloadbalancing:ModifyRule, LIVE, , allowed",
        "cutover, s3:PutObject, RELEASES/release.json, , allowed",
        "cutover, s3:PutObject, RELEASES/lease.json, , allowed",
        "cutover, s3:PutObject, RELEASES/journal/1.json, , allowed",
        "cutover, s3:PutObject, RELEASES/watch.json, , allowed",
        "cutover, s3:PutObject, RELEASES/reports/1.html, , allowed",
        "cutover, elasticloadbalancing:ModifyRule, CANDIDATE, , refused",
        "cutover, ecs:UpdateService, SERVICES/NAME-blue, , refused",
        "cutover, s3:PutObject, RELEASES/evidence/1/2.json, s3:if-none-match=*, refused",
        "cutover, s3:GetObject, RELEASES/cli/sum.jar, , allowed",
        "cutover, s3:PutObject, RELEASES/cli/sum.jar, s3:if-none-match=*, refused",
        "image, ecr:PutImage, REPOSITORIES/NAME, , allowed",
        "image, ecr:PutImage, REPOSITORIES/other, , refused",
        "image, s3:GetObject, RELEASES/release.json, , refused"
    })
    void a_role_may_do_its_job_and_no_more(
            String role, String action, String resource, @Nullable String context, String expected, Target target) {
        PolicyDocument policy =
                PolicyDocument.in(applied, "module.github_oidc.aws_iam_role_policy.this[\"" + role + "\"]", "policy");
        try (IamClient iam = target.client(IamClient.builder())) {
            List<EvaluationResult> results = iam.simulateCustomPolicy(r -> r.policyInputList(policy.json())
                            .actionNames(action)
                            .resourceArns(arn(resource, target))
                            .contextEntries(entries(context)))
                    .evaluationResults();

            assertThat(results)
                    .singleElement()
                    .satisfies(result -> assertThat(
                                    result.evalDecision() == PolicyEvaluationDecisionType.ALLOWED
                                            ? "allowed"
                                            : "refused")
                            .as("%s of %s on %s, matched by %s", action, role, resource, result.matchedStatements())
                            .isEqualTo(expected));
        }
    }

    /**
     * Who GitHub's token says it is, in both forms of its subject, against what each role asks. The trust policy's
     * conditions are put to IAM's simulator: the emulator's STS knows only the claims aud and sub.
     */
    @ParameterizedTest(name = "{0}: {1} is {3}")
    @Tag("P15")
    @MethodSource("claims")
    void p15_a_role_takes_its_own_jobs_tokens_and_no_others(
            String role, String who, Map<String, String> claims, String expected, Target target) {
        JsonNode trust = trust(role).statements().get(0);
        String asIdentityPolicy = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "Version",
                        "2012-10-17",
                        "Statement",
                        List.of(Map.of(
                                "Effect",
                                "Allow",
                                "Action",
                                "sts:AssumeRoleWithWebIdentity",
                                "Resource",
                                "*",
                                "Condition",
                                trust.path("Condition")))));
        try (IamClient iam = target.client(IamClient.builder())) {
            PolicyEvaluationDecisionType decision = iam.simulateCustomPolicy(r -> r.policyInputList(asIdentityPolicy)
                            .actionNames("sts:AssumeRoleWithWebIdentity")
                            .contextEntries(claims.entrySet().stream()
                                    .map(claim -> ContextEntry.builder()
                                            .contextKeyName(ISSUER + claim.getKey())
                                            .contextKeyType(ContextKeyTypeEnum.STRING)
                                            .contextKeyValues(claim.getValue())
                                            .build())
                                    .toList()))
                    .evaluationResults()
                    .get(0)
                    .evalDecision();

            assertThat(decision == PolicyEvaluationDecisionType.ALLOWED ? "allowed" : "refused")
                    .as("%s, asked by %s with %s", role, who, claims)
                    .isEqualTo(expected);
        }
    }

    static Stream<Arguments> claims() {
        var all = new ArrayList<Arguments>();
        for (var role : List.of("image", "deploy", "cutover")) {
            for (var prefix : List.of("repo:octo-org/connections", "repo:octo-org@1001/connections@2002")) {
                String byTag = role.equals("cutover") ? "refused" : "allowed";
                all.add(claim(role, "a tag", prefix + ":ref:refs/tags/v1", "2002", "refs/tags/v1", "", byTag));
                all.add(claim(
                        role, "a branch", prefix + ":ref:refs/heads/main", "2002", "refs/heads/main", "", "refused"));
                all.add(claim(
                        role, "a pull request", prefix + ":pull_request", "2002", "refs/pull/1/merge", "", "refused"));
                all.add(claim(
                        role,
                        "another repository of that name",
                        prefix + ":ref:refs/tags/v1",
                        "6666",
                        "refs/tags/v1",
                        "",
                        "refused"));
                all.add(claim(
                        role,
                        "another environment",
                        prefix + ":environment:test",
                        "2002",
                        "refs/tags/v1",
                        "test",
                        "refused"));
                all.add(claim(
                        role,
                        "production",
                        prefix + ":environment:production",
                        "2002",
                        "refs/tags/v1",
                        "production",
                        role.equals("cutover") ? "allowed" : "refused"));
            }
            all.add(claim(
                    role,
                    "a fork",
                    "repo:mallory/connections:ref:refs/tags/v1",
                    "6666",
                    "refs/tags/v1",
                    "",
                    "refused"));
            all.add(claim(
                    role,
                    "a fork's production",
                    "repo:mallory/connections:environment:production",
                    "6666",
                    "refs/tags/v1",
                    "production",
                    "refused"));
        }
        return all.stream();
    }

    private static Arguments claim(
            String role, String who, String sub, String repository, String ref, String environment, String expected) {
        var claims = new TreeMap<String, String>();
        claims.put("aud", "sts.amazonaws.com");
        claims.put("sub", sub);
        claims.put("repository_id", repository);
        claims.put("ref", ref);
        if (!environment.isEmpty()) {
            claims.put("environment", environment);
        }
        return Arguments.of(role, who + " (" + sub + ")", claims, expected);
    }

    private static PolicyDocument trust(String role) {
        return PolicyDocument.in(
                applied, "module.github_oidc.aws_iam_role.this[\"" + role + "\"]", "assume_role_policy");
    }

    private record Condition(String operator, String key, List<String> values) {}

    private static List<Condition> conditions(JsonNode statement) {
        var found = new ArrayList<Condition>();
        statement
                .path("Condition")
                .properties()
                .forEach(operator -> operator.getValue()
                        .properties()
                        .forEach(key ->
                                found.add(new Condition(operator.getKey(), key.getKey(), texts(key.getValue())))));
        return found;
    }

    /** The names of the table above, as the example's variables have them. */
    private static String arn(String resource, Target target) {
        String here = target.region() + ":" + target.account();
        String rules =
                "arn:aws:elasticloadbalancing:" + here + ":listener-rule/app/NAME/0123456789abcdef/0123456789abcdef/";
        return resource.replace("SERVICES", "arn:aws:ecs:" + here + ":service/NAME")
                .replace("ROLES", "arn:aws:iam::" + target.account() + ":role")
                .replace("RELEASES", "arn:aws:s3:::NAME-release")
                .replace("STATES", "arn:aws:s3:::NAME-tfstate")
                .replace("REPOSITORIES", "arn:aws:ecr:" + here + ":repository")
                .replace("LIVE", rules + "0123456789abcdef")
                .replace("CANDIDATE", rules + "fedcba9876543210")
                .replace("NAME", NAME);
    }

    private static List<ContextEntry> entries(@Nullable String context) {
        if (context == null) {
            return List.of();
        }
        List<String> sides = Arrays.asList(context.split("=", 2));
        return List.of(ContextEntry.builder()
                .contextKeyName(sides.get(0))
                .contextKeyType(ContextKeyTypeEnum.STRING)
                .contextKeyValues(sides.get(1))
                .build());
    }
}
