package io.groundcheck.connections.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** A load balancer keeps connections to us open, and must be the one to close them. */
@RunningService
class KeepAliveTest {

    private final TomcatWebServer server;

    @Autowired
    KeepAliveTest(ServletWebServerApplicationContext context) {
        server = (TomcatWebServer) Objects.requireNonNull(context.getWebServer());
    }

    @Test
    void keeps_a_connection_longer_than_the_load_balancer_does() {
        AbstractHttp11Protocol<?> protocol =
                (AbstractHttp11Protocol<?>) server.getTomcat().getConnector().getProtocolHandler();

        assertThat(Duration.ofMillis(protocol.getKeepAliveTimeout())).isEqualTo(Duration.ofSeconds(75));
    }

    /** Tomcat's own limit is 100 requests. */
    @Test
    void serves_any_number_of_requests_on_one_connection() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.setSoTimeout(5000);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            for (int i = 0; i < 250; i++) {
                socket.getOutputStream()
                        .write("HEAD /version HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(in.readLine()).as("answer %d", i).startsWith("HTTP/1.1 200");
                String line = in.readLine();
                while (line != null && !line.isEmpty()) {
                    assertThat(line).as("answer %d", i).doesNotContainIgnoringCase("Connection: close");
                    line = in.readLine();
                }
            }
        }
    }
}
