package io.groundcheck.release.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.groundcheck.release.AwsException;
import io.groundcheck.release.aws.LastLook;
import io.groundcheck.release.aws.OrderTimes;
import io.groundcheck.release.foundation.Foundation;
import io.groundcheck.release.record.Colour;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** The real client, as it sends orders, and a server that notes what arrives. */
@Tag("P14")
class LookBeforeSendingTest {

    private static final DateTimeFormatter DATE_STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final List<String> stamps = new CopyOnWriteArrayList<>();
    private @Nullable HttpServer server;
    private @Nullable ElasticLoadBalancingV2Client client;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            stamps.add(exchange.getRequestHeaders().getFirst("X-Amz-Date"));
            exchange.getRequestBody().readAllBytes();
            var answer =
                    "<ModifyRuleResponse><ModifyRuleResult/></ModifyRuleResponse>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/xml");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        client = ElasticLoadBalancingV2Client.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .region(Region.AP_SOUTHEAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(SdkAws.once(Times.DEFAULT))
                .build();
    }

    @AfterEach
    void end() {
        java.util.Objects.requireNonNull(client).close();
        java.util.Objects.requireNonNull(server).stop(0);
    }

    /** However long the look takes: the signature is as old as what was seen, or older. */
    @Test
    void an_order_is_signed_before_the_look_and_sent_after_it() {
        var sentBefore = new int[1];
        var seen = Instant.now();

        var sent = forward(() -> {
            sleep(1100);
            sentBefore[0] = stamps.size();
            return Optional.of(Instant.now());
        });

        assertThat(sent).isTrue();
        assertThat(sentBefore[0]).as("sent before the look was over").isZero();
        assertThat(stamps).hasSize(1);
        assertThat(DATE_STAMP.parse(stamps.get(0), Instant::from))
                .as("when it was signed")
                .isBetween(seen.truncatedTo(ChronoUnit.SECONDS), seen.plusMillis(1000));
    }

    @Test
    void an_order_is_not_sent_when_the_look_says_no() {
        assertThat(forward(Optional::empty)).isFalse();
        assertThat(stamps).isEmpty();
    }

    @Test
    void an_order_is_not_sent_when_nobody_can_look() {
        var failure = new AwsException("s3 is out of reach", true, new IllegalStateException("no route"));

        assertThatThrownBy(() -> forward(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(stamps).isEmpty();
    }

    /** A stamp in the future would keep the order valid for longer than anybody waits. */
    @Test
    void an_order_is_not_sent_when_this_machines_clock_is_off() {
        for (var off : List.of(1, -1)) {
            var awsTime = Instant.now().minusSeconds(off * (OrderTimes.CLOCK_MAY_BE_OFF.toSeconds() + 10));

            assertThatThrownBy(() -> forward(() -> Optional.of(awsTime)))
                    .isInstanceOf(AwsException.class)
                    .hasMessageStartingWith("the order was not sent: this machine's clock says ")
                    .hasMessageContaining("AWS's says " + awsTime)
                    .hasMessageEndingWith("(`timedatectl set-ntp true`) and run the same command again");
        }
        assertThat(stamps).isEmpty();
    }

    @Test
    void an_order_without_a_look_is_sent() {
        balancer().forwardTo(Colour.GREEN);

        assertThat(stamps).hasSize(1);
    }

    private boolean forward(LastLook look) {
        return balancer().forwardTo(Colour.GREEN, look);
    }

    private ElbLoadBalancer balancer() {
        var there = java.util.Objects.requireNonNull(client);
        return new ElbLoadBalancer(() -> there, () -> there, foundation());
    }

    private static void sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Foundation foundation() {
        var arns = new Foundation.ByColour("arn:blue", "arn:green");
        return new Foundation(
                1,
                "connections",
                "ap-southeast-1",
                "123456789012",
                URI.create("http://localhost"),
                new Foundation.Cluster("connections", "arn:cluster"),
                "/connections",
                new Foundation.Repository("connections", "url", "arn:repository"),
                new Foundation.LoadBalancerRef("arn:balancer", "localhost"),
                "arn:listener",
                new Foundation.Rules("arn:rule", arns),
                arns,
                "bucket",
                "/connections/candidate-token",
                List.of());
    }
}
