package io.groundcheck.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One request over one new connection. A load balancer decides per connection and per node where a request goes, so
 * that only new connections to each of its addresses show what a new user would see.
 */
public final class HttpProbe {

    private HttpProbe() {}

    /**
     * Every address a URL's host resolves to now, with the URL's port.
     *
     * @param url an {@code http} or {@code https} URL
     * @throws UnknownHostException if the host has no address
     * @throws IllegalArgumentException if the URL has no host or another scheme
     */
    public static List<InetSocketAddress> addresses(URI url) throws UnknownHostException {
        int port = port(url);
        return Stream.of(InetAddress.getAllByName(bare(url.getHost())))
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    /**
     * Sends one request to one address of a URL's host and closes the connection.
     *
     * @param url names scheme and host; its path is not used, the request has its own
     * @param address which of the host's addresses to ask
     * @param timeout for connecting, and for each read
     * @throws IOException if no whole answer came; the request is not sent again
     */
    public static Response once(URI url, InetSocketAddress address, Request request, Duration timeout)
            throws IOException {
        try (var connection = connect(url, address, timeout)) {
            return connection.send(request.with(Map.of("Connection", "close")));
        }
    }

    /**
     * Opens a connection to one address of a URL's host, with TLS where the URL's scheme is {@code https}.
     *
     * @param url names scheme and host
     * @param address which of the host's addresses
     * @param timeout for connecting, and for each read
     * @throws IOException if it can't be opened
     */
    public static HttpConnection connect(URI url, InetSocketAddress address, Duration timeout) throws IOException {
        return isTls(url)
                ? HttpConnection.openTls(address, host(url), timeout)
                : HttpConnection.open(address, host(url), timeout);
    }

    private static boolean isTls(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (url.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException("url: expected http://host or https://host, but was " + url);
        }
        return scheme.equals("https");
    }

    private static int port(URI url) {
        boolean tls = isTls(url);
        return url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
    }

    private static String host(URI url) {
        return url.getPort() >= 0 ? url.getHost() + ":" + url.getPort() : url.getHost();
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
