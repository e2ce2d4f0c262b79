package io.groundcheck.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    @Test
    void speaks_tls_to_a_host_whose_certificate_it_trusts() throws Exception {
        SSLContext context = contextFor("localhost");
        try (var server = server(context)) {
            var connection =
                    HttpConnection.openTls(server.address(), "localhost:1", TIMEOUT, context.getSocketFactory());
            try (connection) {
                assertThat(connection.send(Request.get("/")).body()).isEqualTo("ok");
            }
        }
    }

    @Test
    void should_fail_if_the_certificate_is_for_another_host() throws Exception {
        SSLContext context = contextFor("example.org");
        try (var server = server(context)) {
            assertThatThrownBy(() ->
                            HttpConnection.openTls(server.address(), "localhost", TIMEOUT, context.getSocketFactory()))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("No subject alternative DNS name matching localhost found");
        }
    }

    @Test
    void should_fail_if_nobody_vouches_for_the_certificate() throws Exception {
        try (var server = server(contextFor("localhost"))) {
            var url =
                    java.net.URI.create("https://localhost:" + server.address().getPort());
            assertThatThrownBy(() -> HttpProbe.once(url, server.address(), Request.get("/"), TIMEOUT))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("unable to find valid certification path");
        }
    }

    private static ScriptedServer server(SSLContext context) throws IOException {
        return ScriptedServer.start(
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress()),
                n -> ScriptedServer.OK);
    }

    private SSLContext contextFor(String host) throws Exception {
        Path file = folder.resolve(host + ".p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(List.of(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "k",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString()))
                .inheritIO()
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("k", store.getCertificate("k"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
