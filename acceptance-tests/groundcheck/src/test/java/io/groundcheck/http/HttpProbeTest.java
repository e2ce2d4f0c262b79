package io.groundcheck.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpProbeTest {

    @Test
    void opens_a_new_connection_for_each_request_and_says_that_it_ends() throws IOException {
        try (var server = ScriptedServer.start(n -> ScriptedServer.OK)) {
            for (int i = 0; i < 3; i++) {
                Response response =
                        HttpProbe.once(server.url(), server.address(), Request.get("/"), Duration.ofSeconds(5));
                assertThat(response.body()).isEqualTo("ok");
            }
            assertThat(server.connections()).isEqualTo(3);
            assertThat(server.heads().get(0))
                    .contains("Connection: close\n")
                    .contains("Host: 127.0.0.1:" + server.address().getPort() + "\n");
        }
    }

    @Test
    void gives_every_address_with_the_port_of_the_scheme() throws IOException {
        assertThat(HttpProbe.addresses(URI.create("http://127.0.0.1"))).hasToString("[/127.0.0.1:80]");
        assertThat(HttpProbe.addresses(URI.create("https://[::1]/x"))).hasToString("[/[0:0:0:0:0:0:0:1]:443]");
        assertThat(HttpProbe.addresses(URI.create("http://127.0.0.1:81/x"))).hasToString("[/127.0.0.1:81]");
    }

    @Test
    void should_fail_if_the_url_is_none() {
        assertThatThrownBy(() -> HttpProbe.addresses(URI.create("ftp://example.com")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("url: expected http://host or https://host, but was ftp://example.com");
    }
}
