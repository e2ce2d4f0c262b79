package io.groundcheck.release.smoke;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server that is not the service: one answer to everything. */
final class Site implements AutoCloseable {

    private final HttpServer server;
    private final List<String> methods = new CopyOnWriteArrayList<>();

    private Site(HttpServer server) {
        this.server = server;
    }

    static Site answering(int status, String type, String body) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var site = new Site(server);
        server.createContext("/", http -> {
            try (http) {
                site.methods.add(http.getRequestMethod());
                http.getResponseHeaders().set("Content-Type", type);
                var bytes = body.getBytes(StandardCharsets.UTF_8);
                http.sendResponseHeaders(status, bytes.length);
                http.getResponseBody().write(bytes);
            }
        });
        server.start();
        return site;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<String> methods() {
        return methods;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
