package io.groundcheck.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.http.ScriptedServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;

class ClientsTest {

    private static final String IDENTITY = """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>\
            <Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>""";

    @Test
    void keeps_what_the_caller_has_set_and_adds_the_rest() throws IOException {
        try (var server = ScriptedServer.start(n -> ScriptedServer.OK);
                var client = target(server)
                        .client(StsClient.builder()
                                .overrideConfiguration(override -> override.apiCallTimeout(Duration.ofSeconds(3))
                                        .putHeader("X-Mine", "1")))) {
            var configuration = client.serviceClientConfiguration().overrideConfiguration();
            assertThat(configuration.apiCallTimeout()).contains(Duration.ofSeconds(3));
            assertThat(configuration.apiCallAttemptTimeout()).contains(Duration.ofSeconds(30));
            assertThat(configuration.headers()).containsKey("X-Mine");
            assertThat(client.serviceClientConfiguration().endpointOverride()).contains(server.url());
        }
    }

    /** ModifyRule takes no precondition: a client that repeats it by itself could undo a newer switch. */
    @Test
    void sends_a_change_once_where_the_caller_wants_no_retries_even_on_a_kept_connection() throws IOException {
        var builder = noRetries()
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")));
        Clients.withProxyOfTheMachine(builder);
        try (var server = droppingTheSecond();
                var client = builder.endpointOverride(server.url()).build()) {
            changesTwice(client);
            assertThat(server.connections()).as("the connection was kept").isEqualTo(1);
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    @Test
    void calls_an_emulator_over_a_new_connection_each_time_and_a_change_once() throws IOException {
        try (var server = droppingTheSecond();
                var client = target(server).client(noRetries())) {
            changesTwice(client);
            assertThat(server.connections()).as("connections").isEqualTo(2);
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    private static ElasticLoadBalancingV2ClientBuilder noRetries() {
        return ElasticLoadBalancingV2Client.builder()
                .overrideConfiguration(override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }

    private static ScriptedServer droppingTheSecond() throws IOException {
        String answer = "<ModifyRuleResponse xmlns=\"http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/\">"
                + "<ModifyRuleResult/></ModifyRuleResponse>";
        return ScriptedServer.start(n -> n == 2 ? ScriptedServer.DROP : ok(answer));
    }

    private static void changesTwice(ElasticLoadBalancingV2Client client) {
        client.modifyRule(rule -> rule.ruleArn("a"));
        assertThatThrownBy(() -> client.modifyRule(rule -> rule.ruleArn("b"))).isInstanceOf(SdkClientException.class);
    }

    @Test
    void should_refuse_credentials_of_another_account() throws IOException {
        try (var server = ScriptedServer.start(n -> ok(IDENTITY));
                var sts = target(server).client(StsClient.builder())) {
            assertThat(AwsTarget.unverified(Map.of("AWS_ACCOUNT_ID", "111122223333"))
                            .verifiedBy(sts)
                            .account())
                    .isEqualTo("111122223333");
            assertThatThrownBy(() -> AwsTarget.unverified(Map.of("AWS_ACCOUNT_ID", "999999999999"))
                            .verifiedBy(sts))
                    .isInstanceOf(TargetException.class)
                    .hasMessage(
                            "AWS_ACCOUNT_ID is 999999999999, but the credentials belong to 111122223333. Nothing was"
                                    + " touched. Change AWS_PROFILE or AWS_ACCOUNT_ID.");
        }
    }

    @Test
    void an_endpoint_is_asked_for_its_account() throws IOException {
        try (var server = ScriptedServer.start(n -> ok(IDENTITY))) {
            Target target = Targets.fromEnvironment(Map.of(
                    "TARGET", "endpoint", "AWS_ENDPOINT_URL", server.url().toString()));
            assertThat(target.account()).isEqualTo("111122223333");
            assertThat(target.isReal()).isFalse();
        }
    }

    private static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static EmulatorTarget target(ScriptedServer server) {
        var state = new EmulatorState(
                "endpoint",
                "1",
                0,
                0,
                server.url(),
                "eu-west-1",
                "1",
                "id",
                "key",
                URI.create("http://x"),
                Path.of("l"));
        return new EmulatorTarget(state) {
            @Override
            public java.util.Set<Capability> capabilities() {
                return java.util.Set.of();
            }

            @Override
            public URI loadBalancerUrl(String arn, URI url) {
                return url;
            }
        };
    }
}
