package io.groundcheck.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that writes exactly what a script says, request by request, and counts what it was sent. The script gives,
 * for the n-th request (from 1), the bytes to answer with; {@link #DROP} closes the connection instead.
 */
public final class ScriptedServer implements AutoCloseable {

    public static final String DROP = "drop";
    public static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final ServerSocket socket;
    private final IntFunction<String> script;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> heads = new CopyOnWriteArrayList<>();

    private ScriptedServer(ServerSocket socket, IntFunction<String> script) {
        this.socket = socket;
        this.script = script;
    }

    public static ScriptedServer start(IntFunction<String> script) throws IOException {
        return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    }

    static ScriptedServer start(ServerSocket socket, IntFunction<String> script) {
        var server = new ScriptedServer(socket, script);
        daemon(server::accept);
        return server;
    }

    private static void daemon(Runnable runnable) {
        var thread = new Thread(runnable, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.incrementAndGet();
                daemon(() -> serve(connection));
            } catch (IOException e) {
                return; // closed by the test
            }
        }
    }

    private void serve(Socket connection) {
        try (connection;
                var in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream out = connection.getOutputStream();
            while (true) {
                String head = head(in);
                if (head.isEmpty()) {
                    return;
                }
                heads.add(head);
                skipBody(in, head);
                String answer = script.apply(requests.incrementAndGet());
                if (answer.equals(DROP)) {
                    return;
                }
                out.write(answer.getBytes(StandardCharsets.UTF_8));
                out.flush();
                if (answer.contains("Connection: close") || answer.contains("half of")) {
                    return;
                }
            }
        } catch (IOException e) {
            // the client went away
        }
    }

    private static String head(BufferedReader in) throws IOException {
        var head = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    private static void skipBody(BufferedReader in, String head) throws IOException {
        Matcher length = Pattern.compile("(?im)^content-length: ([0-9]+)$").matcher(head);
        if (length.find()) {
            in.skip(Long.parseLong(length.group(1)));
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + address().getPort());
    }

    public int requests() {
        return requests.get();
    }

    public int connections() {
        return connections.get();
    }

    public List<String> heads() {
        return heads;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
