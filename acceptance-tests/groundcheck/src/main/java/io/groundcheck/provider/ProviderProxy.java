package io.groundcheck.provider;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.HandlerRegistry;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.okhttp.OkHttpServerBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between Terraform and a warm provider and passes every call on as it is, but one: to the question what the
 * provider knows it answers with the types that the command may meet, from what the provider once said. Terraform asks
 * in each command and unpacks 5 MB for it, which takes it longer than most plans.
 *
 * <p>It listens on this machine, where any user can reach it: for emulators, whose credentials are no secret.
 */
final class ProviderProxy implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderProxy.class);

    /** Each command hangs up when it is done, which gRPC's server thinks worth a warning. Held here, or it would forget. */
    private static final java.util.logging.Logger SERVERS =
            java.util.logging.Logger.getLogger("io.grpc.okhttp.OkHttpServerTransport");

    static {
        SERVERS.setLevel(Level.SEVERE);
    }

    /** What Terraform itself accepts. */
    private static final int LARGEST_MESSAGE = 64 << 20;

    private static final Set<String> SCHEMA =
            Set.of("tfplugin5.Provider/GetSchema", "tfplugin6.Provider/GetProviderSchema");

    private final ManagedChannel provider;
    private final Server server;
    private final AtomicReference<@Nullable ProviderSchema> schema;
    private volatile Optional<UsedTypes> used = Optional.empty();

    /**
     * Begins to listen.
     *
     * @param socket the provider's Unix socket
     * @param schema what the same program has said before, if it has; set here otherwise
     */
    ProviderProxy(Path socket, AtomicReference<@Nullable ProviderSchema> schema) throws IOException {
        this.schema = schema;
        // Each side has threads of its own: one that served both directions would wait for a lock that the other holds.
        this.provider = OkHttpChannelBuilder.forAddress("localhost", 1, InsecureChannelCredentials.create())
                .socketFactory(new ToUnixSocket(socket))
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .build();
        this.server = OkHttpServerBuilder.forPort(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), InsecureServerCredentials.create())
                .fallbackHandlerRegistry(new EveryMethod())
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .build()
                .start();
    }

    /** Where Terraform finds it: {@code 127.0.0.1:PORT}. */
    String address() {
        return "127.0.0.1:" + server.getPort();
    }

    /** Until told otherwise it answers with these types only; with none given, with all there are. */
    void serve(Optional<UsedTypes> types) {
        used = types;
    }

    @Override
    public void close() {
        server.shutdownNow();
        provider.shutdownNow();
    }

    private byte[] learn(byte[] message) {
        try {
            ProviderSchema known = ProviderSchema.of(message);
            schema.set(known);
            return answer(known);
        } catch (IllegalArgumentException e) {
            LOG.warn("each command gets the provider's whole schema: {}", e.getMessage());
            return message;
        }
    }

    private byte[] answer(ProviderSchema known) {
        Optional<UsedTypes> enough = used.filter(types -> known.types().containsAll(types.declared()));
        LOG.debug(
                "described {} of {} types",
                enough.map(types -> known.types().stream()
                                .filter(types.mentioned()::contains)
                                .count())
                        .orElse((long) known.types().size()),
                known.types().size());
        return enough.map(types -> known.only(types.mentioned())).orElseGet(known::whole);
    }

    private final class EveryMethod extends HandlerRegistry {
        @Override
        public ServerMethodDefinition<?, ?> lookupMethod(String method, @Nullable String authority) {
            // a stream in both directions is what every kind of call looks like to somebody who only passes it on
            var descriptor = MethodDescriptor.newBuilder(BYTES, BYTES)
                    .setFullMethodName(method)
                    .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
                    .build();
            boolean asksForTheSchema = SCHEMA.contains(method);
            ServerCallHandler<byte[], byte[]> handler = (terraform, headers) -> {
                ProviderSchema known = asksForTheSchema ? schema.get() : null;
                return known == null
                        ? new Passage(terraform, headers, asksForTheSchema)
                        : new Told(terraform, answer(known));
            };
            return ServerMethodDefinition.create(descriptor, handler);
        }
    }

    /** A call that the provider need not hear of. */
    private static final class Told extends ServerCall.Listener<byte[]> {

        private final ServerCall<byte[], byte[]> terraform;
        private final byte[] answer;

        private Told(ServerCall<byte[], byte[]> terraform, byte[] answer) {
            this.terraform = terraform;
            this.answer = answer;
            terraform.request(1);
        }

        @Override
        public void onHalfClose() {
            terraform.sendHeaders(new Metadata());
            terraform.sendMessage(answer);
            terraform.close(Status.OK, new Metadata());
        }
    }

    /** A call on its way to the provider; messages are few and small, so that none is ever held back. */
    private final class Passage extends ServerCall.Listener<byte[]> {

        private final ServerCall<byte[], byte[]> terraform;
        private final ClientCall<byte[], byte[]> onward;

        private Passage(ServerCall<byte[], byte[]> terraform, Metadata headers, boolean asksForTheSchema) {
            this.terraform = terraform;
            this.onward = provider.newCall(terraform.getMethodDescriptor(), CallOptions.DEFAULT);
            onward.start(new Back(asksForTheSchema), headers);
            onward.request(1);
            terraform.request(1);
        }

        @Override
        public void onMessage(byte[] message) {
            onward.sendMessage(message);
            terraform.request(1);
        }

        @Override
        public void onHalfClose() {
            onward.halfClose();
        }

        @Override
        public void onCancel() {
            onward.cancel("Terraform has gone", null);
        }

        private final class Back extends ClientCall.Listener<byte[]> {

            private final boolean isTheSchema;
            private boolean begun;

            private Back(boolean isTheSchema) {
                this.isTheSchema = isTheSchema;
            }

            @Override
            public void onHeaders(Metadata headers) {
                begun = true;
                terraform.sendHeaders(headers);
            }

            @Override
            public void onMessage(byte[] message) {
                byte[] passed = message;
                if (isTheSchema) {
                    passed = learn(message);
                }
                terraform.sendMessage(passed);
                onward.request(1);
            }

            @Override
            public void onClose(Status status, Metadata trailers) {
                if (!begun && status.isOk()) {
                    terraform.sendHeaders(new Metadata());
                }
                terraform.close(status, trailers);
            }
        }
    }

    private static final MethodDescriptor.Marshaller<byte[]> BYTES = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] message) {
            return new ByteArrayInputStream(message);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    private static final class ToUnixSocket extends SocketFactory {

        private final Path socket;

        private ToUnixSocket(Path socket) {
            this.socket = socket;
        }

        @Override
        public Socket createSocket() throws IOException {
            return UnixSocket.connect(socket);
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return createSocket();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return createSocket();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return createSocket();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return createSocket();
        }
    }
}
