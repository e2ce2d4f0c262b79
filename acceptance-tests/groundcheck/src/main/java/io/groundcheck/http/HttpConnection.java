package io.groundcheck.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One TCP connection that speaks HTTP/1.1 and never repeats a request. {@code java.net.http} silently repeats a GET
 * when a kept-alive connection drops, so it can't prove that no request was lost.
 *
 * <p>Not for use by two threads at once: one request is on the wire at a time.
 */
public final class HttpConnection implements AutoCloseable {

    private final Socket socket;
    private final BufferedInputStream in;
    private final OutputStream out;
    private final String host;
    private boolean reusable = true;

    private HttpConnection(Socket socket, String host) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.host = host;
    }

    /**
     * Opens a connection.
     *
     * @param address where to connect
     * @param host what the {@code Host} header says, such as {@code example.com} or {@code localhost:8080}
     * @param timeout for connecting, and for each read
     * @throws IOException if nothing accepts the connection in time
     */
    public static HttpConnection open(InetSocketAddress address, String host, Duration timeout) throws IOException {
        var socket = connect(address, timeout);
        try {
            return new HttpConnection(socket, host);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Opens a connection over TLS, and checks the certificate against the JVM's trust store and the host's name.
     *
     * @param address where to connect
     * @param host what the {@code Host} header says; without its port it is the name the certificate must carry
     * @param timeout for connecting, for the handshake, and for each read
     * @throws IOException if nothing accepts the connection in time, or the certificate isn't trusted
     */
    public static HttpConnection openTls(InetSocketAddress address, String host, Duration timeout) throws IOException {
        return openTls(address, host, timeout, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    static HttpConnection openTls(InetSocketAddress address, String host, Duration timeout, SSLSocketFactory sockets)
            throws IOException {
        var plain = connect(address, timeout);
        try {
            var tls = (SSLSocket) sockets.createSocket(plain, nameOf(host), address.getPort(), true);
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            return new HttpConnection(tls, host);
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private static Socket connect(InetSocketAddress address, Duration timeout) throws IOException {
        if (address.isUnresolved()) {
            throw new IOException("cannot resolve the host " + address.getHostString());
        }
        var socket = new Socket();
        try {
            int millis = Math.toIntExact(Math.max(1, timeout.toMillis()));
            socket.setTcpNoDelay(true);
            socket.connect(address, millis);
            socket.setSoTimeout(millis);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw new IOException("cannot connect to " + address + ": " + e.getMessage(), e);
        }
    }

    private static String nameOf(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    /**
     * Sends a request once and reads its answer to the end.
     *
     * @throws IOException if the connection breaks, or a read takes longer than the time-out, before the whole answer
     *     was read; the request is not sent again, and the connection is closed
     */
    public Response send(Request request) throws IOException {
        return send(request, Duration.ZERO);
    }

    /**
     * The same, with a pause in the middle of the body, as of an upload over a slow line.
     *
     * @param pause how long nothing is sent once half of the body is
     */
    public Response send(Request request, Duration pause) throws IOException {
        if (!reusable) {
            throw new IOException("this connection takes no further request; open a new one");
        }
        byte[] bytes = encode(request);
        try {
            // Until the answer is complete, nothing else may be sent: the stream's position is unknown.
            reusable = false;
            int before = bytes.length - request.body().getBytes(StandardCharsets.UTF_8).length / 2;
            if (!pause.isZero()) {
                out.write(bytes, 0, before);
                out.flush();
                rest(pause);
                out.write(bytes, before, bytes.length - before);
            } else {
                out.write(bytes);
            }
            out.flush();
            var reader = new ResponseReader(in);
            Response response = reader.read(request.method());
            reusable = reader.keepsAlive();
            return response;
        } catch (EOFException e) {
            throw new IOException("the server closed the connection " + e.getMessage(), e);
        } finally {
            if (!reusable) {
                close();
            }
        }
    }

    private static void rest(Duration pause) throws IOException {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted in the middle of a request", e);
        }
    }

    private byte[] encode(Request request) {
        byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder();
        head.append(request.method()).append(' ').append(request.path()).append(" HTTP/1.1\r\n");
        boolean ownHost = request.headers().keySet().stream()
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).equals("host"));
        if (!ownHost) {
            head.append("Host: ").append(host).append("\r\n");
        }
        request.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        // RFC 9110, 8.6: a method that usually carries a body says so even when there is none.
        if (body.length > 0 || !request.method().matches("GET|HEAD|DELETE|OPTIONS")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    /** Whether the server will take another request on this connection, as far as the last answer told. */
    public boolean isReusable() {
        return reusable;
    }

    /** Ends the connection. A second call does nothing. */
    @Override
    public void close() {
        reusable = false;
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is lost: the answer was read, or its failure is already on its way to the caller.
        }
    }
}
