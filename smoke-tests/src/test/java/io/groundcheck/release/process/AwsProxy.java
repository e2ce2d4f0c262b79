package io.groundcheck.release.process;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Stands between the release CLI and an emulated AWS. It names each call, breaks those it is asked to break, and hands
 * the rest on byte by byte, so that what the emulator says about conditional writes stays as it is. ECS and ECR it plays
 * itself ({@link PlayedEcs}): nothing here needs a container.
 *
 * <p>One connection carries one call, as the CLI makes them to an emulator ({@code Connection: close}).
 */
public final class AwsProxy implements AutoCloseable {

    /** Longer than any client waits for an answer. */
    private static final int NEVER_SECONDS = 60;

    private final URI emulator;
    private final PlayedEcs ecs;
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "aws-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile IntPredicate broken = call -> false;
    private Optional<Held> held = Optional.empty();
    private volatile Fault fault = Fault.RESET;
    private volatile Function<Call, Optional<byte[]>> played = call -> Optional.empty();

    public AwsProxy(URI emulator, PlayedEcs ecs) throws IOException {
        this.emulator = emulator;
        this.ecs = ecs;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** Where to send calls. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** From now on, calls are counted from 1, and none is broken. */
    public synchronized void reset() {
        held = Optional.empty();
        broken = call -> false;
        calls.clear();
    }

    /** The nth call from the last {@link #reset} on will be broken. */
    public void breakCall(int n, Fault how) {
        fault = how;
        broken = call -> call == n;
    }

    /** Every call from the nth on will be broken. */
    public void breakFrom(int n, Fault how) {
        fault = how;
        broken = call -> call >= n;
    }

    /** What AWS would answer, where the emulator can't: empty leaves the call to the emulator. */
    void play(Function<Call, Optional<byte[]>> answers) {
        played = answers;
    }

    /** From now on such calls, repetitions included, stay on their way until they are let go; others pass them. */
    synchronized Held hold(Predicate<String> name) {
        var fresh = new Held(name);
        held = Optional.of(fresh);
        return fresh;
    }

    /** Calls on their way. */
    static final class Held {
        private final Predicate<String> name;
        private final CountDownLatch sent = new CountDownLatch(1);
        private final CountDownLatch gone = new CountDownLatch(1);
        private final CountDownLatch answered = new CountDownLatch(1);

        private Held(Predicate<String> name) {
            this.name = name;
        }

        /** Waits until the first has been sent. */
        void awaitSent() throws InterruptedException {
            await(sent, "no such call was made");
        }

        /** They go on to the emulator. */
        void letGo() {
            gone.countDown();
        }

        /** Waits until the emulator has answered one, whoever still listens. */
        void awaitAnswered() throws InterruptedException {
            await(answered, "the call was never answered");
        }

        private static void await(CountDownLatch what, String otherwise) throws InterruptedException {
            if (!what.await(NEVER_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(otherwise);
            }
        }
    }

    /** The calls since the last {@link #reset}, such as {@code s3:PUT /bucket/lease.json}. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            var in = new BufferedInputStream(client.getInputStream());
            var call = Call.read(in);
            if (call.isEmpty()) {
                return;
            }
            var number = call.get().isOurs() ? 0 : number(call.get());
            var holding = number > 0 ? held(call.get()) : Optional.<Held>empty();
            if (holding.isPresent()) {
                serveLate(client, call.get(), in, holding.get());
                return;
            }
            if (number > 0 && broken.test(number)) {
                breakIt(client, call.get(), in);
            } else {
                client.getOutputStream().write(answer(call.get(), in, client));
            }
        } catch (IOException clientHasGone) {
            // a client may give up at any time
        } finally {
            open.remove(client);
        }
    }

    private synchronized Optional<Held> held(Call call) {
        return held.filter(one -> one.name.test(call.name()));
    }

    private void serveLate(Socket client, Call call, InputStream in, Held holding) throws IOException {
        try {
            holding.sent.countDown();
            holding.gone.await();
            var whole = answer(call, in, client);
            holding.answered.countDown();
            client.getOutputStream().write(whole);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized int number(Call call) {
        calls.add(call.name());
        return calls.size();
    }

    private void breakIt(Socket client, Call call, InputStream in) throws IOException {
        switch (fault) {
            case RESET -> client.setSoLinger(true, 0);
            case THROTTLED -> client.getOutputStream().write(call.refusal(true));
            case REFUSED -> client.getOutputStream().write(call.refusal(false));
            case NO_ANSWER -> {
                answer(call, in, client);
                try {
                    TimeUnit.SECONDS.sleep(NEVER_SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /** The whole answer; bodies that wait for a "100 Continue" are handed on as they come. */
    private byte[] answer(Call call, InputStream in, Socket client) throws IOException {
        var own = played.apply(call).or(() -> ecs.answer(call.target(), call.body()));
        if (own.isPresent()) {
            return own.get();
        }
        try (var upstream = new Socket(InetAddress.getByName(emulator.getHost()), emulator.getPort())) {
            upstream.getOutputStream().write(call.head());
            upstream.getOutputStream().write(call.body());
            var rest = threads.submit(() -> pump(in, upstream));
            var whole = new ByteArrayOutputStream();
            var answers = new BufferedInputStream(upstream.getInputStream());
            copyAnswer(answers, whole, client, call.waitsForContinue());
            rest.cancel(true);
            return whole.toByteArray();
        }
    }

    private static void pump(InputStream in, Socket upstream) {
        try {
            in.transferTo(upstream.getOutputStream());
        } catch (IOException ended) {
            // the emulator has answered, or the client has gone
        }
    }

    private static void copyAnswer(InputStream answers, ByteArrayOutputStream whole, Socket client, boolean waits)
            throws IOException {
        if (waits) {
            var first = Call.head(answers);
            var text = new String(first, StandardCharsets.ISO_8859_1);
            if (text.startsWith("HTTP/1.1 100")) {
                client.getOutputStream().write(first);
            } else {
                whole.write(first);
            }
        }
        answers.transferTo(whole);
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var each : open) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }

    /**
     * A request as it was read: its head, and its body unless that is still to come.
     *
     * @param head to the empty line
     * @param body empty if it waits for {@code 100 Continue}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Call(byte[] head, byte[] body) {

        private static final int LONGEST_HEAD = 64 * 1024;

        /** Empty when the client only connected. */
        static Optional<Call> read(InputStream in) throws IOException {
            var head = head(in);
            if (head.length == 0) {
                return Optional.empty();
            }
            var call = new Call(head, new byte[0]);
            return Optional.of(
                    call.waitsForContinue()
                            ? call
                            : new Call(head, in.readNBytes(Integer.parseInt(call.header("content-length", "0")))));
        }

        static byte[] head(InputStream in) throws IOException {
            var head = new ByteArrayOutputStream();
            int last = 0;
            for (int next = in.read(); next >= 0 && head.size() < LONGEST_HEAD; next = in.read()) {
                head.write(next);
                last = (last << 8) | next;
                if (last == 0x0D0A0D0A) {
                    break;
                }
            }
            return head.toByteArray();
        }

        boolean waitsForContinue() {
            return header("expect", "").toLowerCase(Locale.ROOT).startsWith("100");
        }

        /** The emulator's own pages are no calls to AWS. */
        boolean isOurs() {
            return path().startsWith("/_fakecloud");
        }

        String header(String name, String otherwise) {
            return text().lines()
                    .skip(1)
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(otherwise);
        }

        String target() {
            return header("x-amz-target", "");
        }

        String name() {
            if (!target().isEmpty()) {
                return target();
            }
            var action = query("Action");
            if (action.isPresent()) {
                return "elasticloadbalancing:" + action.get();
            }
            var path = path();
            var operation = path.indexOf("/operation/");
            return operation >= 0 ? path.substring(operation + "/operation/".length()) : "s3:" + method() + " " + path;
        }

        private Optional<String> query(String field) {
            return List.of(new String(body, StandardCharsets.UTF_8).split("&", -1)).stream()
                    .filter(pair -> pair.startsWith(field + "="))
                    .map(pair -> pair.substring(field.length() + 1))
                    .findFirst();
        }

        private String method() {
            return text().substring(0, text().indexOf(' '));
        }

        private String path() {
            var line = text().lines().findFirst().orElse("");
            var parts = line.split(" ", -1);
            return parts.length > 1 ? parts[1] : "";
        }

        private String text() {
            return new String(head, StandardCharsets.ISO_8859_1);
        }

        /** What AWS answers to a call of this protocol that it throttles or refuses. */
        byte[] refusal(boolean throttled) {
            if (!target().isEmpty()) {
                var code = throttled ? "ThrottlingException" : "AccessDeniedException";
                return answer(
                        400, "application/x-amz-json-1.1", "{\"__type\":\"" + code + "\",\"message\":\"injected\"}");
            }
            if (query("Action").isPresent()) {
                var code = throttled ? "Throttling" : "AccessDenied";
                return answer(
                        throttled ? 400 : 403,
                        "text/xml",
                        "<ErrorResponse><Error><Type>Sender</Type><Code>" + code
                                + "</Code><Message>injected</Message></Error><RequestId>r</RequestId></ErrorResponse>");
            }
            if (path().contains("/operation/")) {
                return cbor(throttled ? "ThrottlingException" : "AccessDeniedException");
            }
            var code = throttled ? "SlowDown" : "AccessDenied";
            return answer(
                    throttled ? 503 : 403,
                    "application/xml",
                    "<Error><Code>" + code + "</Code><Message>injected</Message><RequestId>r</RequestId></Error>");
        }

        /** An error of the protocol rpc-v2-cbor: a map of two short texts. */
        private static byte[] cbor(String code) {
            var body = new ByteArrayOutputStream();
            body.write(0xA2);
            for (var text : List.of("__type", code, "message", "injected")) {
                if (text.length() < 24) {
                    body.write(0x60 + text.length());
                } else {
                    body.write(0x78);
                    body.write(text.length());
                }
                body.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
            }
            return answer(400, "application/cbor\r\nsmithy-protocol: rpc-v2-cbor", body.toByteArray());
        }

        static byte[] answer(int status, String type, String body) {
            return answer(status, type, body.getBytes(StandardCharsets.UTF_8));
        }

        private static byte[] answer(int status, String type, byte[] bytes) {
            var head = "HTTP/1.1 " + status + " " + Map.of(200, "OK").getOrDefault(status, "Refused")
                    + "\r\nContent-Type: " + type + "\r\nContent-Length: " + bytes.length
                    + "\r\nConnection: close\r\n\r\n";
            var whole = new ByteArrayOutputStream();
            whole.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
            whole.writeBytes(bytes);
            return whole.toByteArray();
        }
    }
}
