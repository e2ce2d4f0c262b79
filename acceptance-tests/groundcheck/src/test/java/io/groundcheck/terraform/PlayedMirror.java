package io.groundcheck.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A network mirror with one provider, at https://localhost
 * (https://developer.hashicorp.com/terraform/internals/provider-network-mirror-protocol).
 */
final class PlayedMirror implements AutoCloseable {

    static final String PROVIDER = "example.org/groundcheck/tiny";
    static final String VERSION = "1.0.0";

    private static final int SIZE = 4_000_000;
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final HttpsServer server;
    private final ExecutorService pool = Executors.newFixedThreadPool(8);
    private final Path certificate;
    private final byte[] program = new byte[SIZE];
    private final AtomicInteger downloads = new AtomicInteger();

    private PlayedMirror(HttpsServer server, Path certificate) {
        this.server = server;
        this.certificate = certificate;
        new Random(4711).nextBytes(program);
    }

    static PlayedMirror start(Path folder) throws Exception {
        Path store = folder.resolve("localhost.p12");
        keytool("-genkeypair", store, "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        Path certificate = Files.writeString(
                folder.resolve("ca.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getCertificate("k").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        var mirror = new PlayedMirror(server, certificate);
        String base = "/" + PROVIDER + "/";
        server.createContext("/", exchange -> answer(exchange, 404, new byte[0]));
        server.createContext(base + "index.json", json("{\"versions\": {\"" + VERSION + "\": {}}}"));
        server.createContext(
                base + VERSION + ".json",
                json("{\"archives\": {\"" + mirror.platform() + "\": {\"url\": \"tiny.zip\"}}}"));
        byte[] zip = mirror.zip();
        server.createContext(base + "tiny.zip", exchange -> {
            boolean asksOnly = exchange.getRequestMethod().equals("HEAD");
            if (!asksOnly) {
                mirror.downloads.incrementAndGet();
            }
            answer(exchange, 200, asksOnly ? new byte[0] : zip);
        });
        server.setExecutor(mirror.pool);
        server.start();
        return mirror;
    }

    private static void keytool(String command, Path store, String... more) throws Exception {
        var argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), command, "-alias", "k"));
        argv.addAll(List.of("-storetype", "PKCS12", "-storepass", new String(PASSWORD), "-keystore", store.toString()));
        argv.addAll(List.of(more));
        assertThat(new ProcessBuilder(argv).inheritIO().start().waitFor()).isZero();
    }

    private static HttpHandler json(String text) {
        return exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            answer(exchange, 200, text.getBytes(StandardCharsets.UTF_8));
        };
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private byte[] zip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("terraform-provider-tiny_v" + VERSION));
            zip.write(program);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    String url() {
        return "https://localhost:" + server.getAddress().getPort() + "/";
    }

    /** What vouches for it: its own certificate. */
    Path certificate() {
        return certificate;
    }

    byte[] program() {
        return program;
    }

    AtomicInteger downloads() {
        return downloads;
    }

    /** This machine's, as Go calls it. */
    String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        return os + "_" + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64");
    }

    @Override
    public void close() {
        server.stop(0);
        pool.shutdownNow();
    }
}
