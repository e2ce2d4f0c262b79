package io.groundcheck.connections.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.groundcheck.connections.ConnectionsApplication;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An end that loses no request: ECS sends SIGTERM, and the load balancer still waits for answers. */
class GracefulShutdownTest {

    private ServletWebServerApplicationContext context;
    private SlowEndpoint slow;

    @BeforeEach
    void start() {
        context = (ServletWebServerApplicationContext)
                new SpringApplicationBuilder(ConnectionsApplication.class, SlowConfiguration.class)
                        .run("--server.port=0");
        slow = context.getBean(SlowEndpoint.class);
    }

    @AfterEach
    void stop() {
        slow.finish.countDown();
        context.close();
    }

    @Test
    void a_request_in_flight_is_answered_and_a_new_one_refused_while_the_service_stops() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        int port = port();
        CompletableFuture<HttpResponse<String>> inFlight = client.sendAsync(request(port), BodyHandlers.ofString());
        assertThat(slow.started.await(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> stopping = CompletableFuture.runAsync(context::close);
        await("new connections are refused")
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThatThrownBy(
                                () -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                        .isInstanceOf(ConnectException.class));
        assertThat(inFlight).isNotDone();
        assertThat(stopping).isNotDone();
        slow.finish.countDown();

        assertThat(inFlight.get(10, TimeUnit.SECONDS).body()).isEqualTo("[\"done\"]");
        stopping.get(10, TimeUnit.SECONDS);
    }

    @Test
    void waits_20_seconds_at_most_for_requests_in_flight() {
        assertThat(context.getEnvironment().getProperty("spring.lifecycle.timeout-per-shutdown-phase", Duration.class))
                .isEqualTo(Duration.ofSeconds(20));
    }

    private int port() {
        return server().getPort();
    }

    private TomcatWebServer server() {
        return (TomcatWebServer) Objects.requireNonNull(context.getWebServer());
    }

    private static HttpRequest request(int port) {
        return HttpRequest.newBuilder(URI.create("http://localhost:%d/slow".formatted(port)))
                .build();
    }

    @Configuration(proxyBeanMethods = false)
    static class SlowConfiguration {
        @Bean
        SlowEndpoint slowEndpoint() {
            return new SlowEndpoint();
        }
    }

    @RestController
    static class SlowEndpoint {
        private final CountDownLatch started = new CountDownLatch(1);
        private final CountDownLatch finish = new CountDownLatch(1);

        @GetMapping("/slow")
        String[] slow() throws InterruptedException {
            started.countDown();
            if (!finish.await(15, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody let the request end");
            }
            return new String[] {"done"};
        }
    }
}
