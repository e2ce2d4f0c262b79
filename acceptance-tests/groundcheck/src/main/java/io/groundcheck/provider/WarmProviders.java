package io.groundcheck.provider;

import io.groundcheck.files.UserFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The warm providers of this JVM. A command borrows one for as long as it runs, for itself alone; commands that run side
 * by side have one each. Those that are idle wait for the next command with the same program and the same environment.
 *
 * <p>A provider takes some 400 MB. There are never more of them than this machine has processors, or four; who comes
 * then waits.
 */
public final class WarmProviders {

    private static final Logger LOG = LoggerFactory.getLogger(WarmProviders.class);
    private static final int MOST = Math.max(4, Runtime.getRuntime().availableProcessors());
    private static final WarmProviders SHARED = new WarmProviders(UserFolders.of(System.getenv()), MOST);

    private final UserFolders folders;
    private final Semaphore slots;
    private final Map<Key, Deque<WarmProvider>> idle = new HashMap<>();
    private final Map<Key, String> unable = new ConcurrentHashMap<>();
    private final Map<Path, AtomicReference<@Nullable ProviderSchema>> schemas = new ConcurrentHashMap<>();

    WarmProviders(UserFolders folders, int most) {
        this.folders = folders;
        this.slots = new Semaphore(most, true);
    }

    /** Those of this JVM; they end with it. */
    public static WarmProviders shared() {
        return SHARED;
    }

    private record Key(Path binary, Map<String, String> environment) {}

    /**
     * Borrows a provider; starts one if none is idle, which takes a second or two.
     *
     * @param binary the provider's program
     * @param environment its whole environment; Terraform's own doesn't reach a provider that it hasn't started
     * @throws IOException if it can't be started
     * @throws InterruptedException if this thread is interrupted; nothing has been borrowed then
     */
    public Lease borrow(Path binary, Map<String, String> environment) throws IOException, InterruptedException {
        var key = new Key(binary, Map.copyOf(environment));
        String before = unable.get(key);
        if (before != null) {
            throw new IOException(before);
        }
        slots.acquire();
        try {
            WarmProvider provider = takeIdle(key);
            return new Lease(key, provider == null ? start(key) : provider);
        } catch (IOException | InterruptedException | RuntimeException e) {
            slots.release();
            throw e;
        }
    }

    private WarmProvider start(Key key) throws IOException, InterruptedException {
        makeRoom();
        long began = System.nanoTime();
        WarmProvider provider;
        try {
            provider = WarmProvider.start(
                    key.binary(),
                    key.environment(),
                    folders,
                    schemas.computeIfAbsent(key.binary(), any -> new AtomicReference<>()));
        } catch (IOException e) {
            unable.put(key, String.valueOf(e.getMessage())); // not half a minute again for each command
            throw e;
        }
        LOG.info(
                "keeping {} warm (process {}, ready after {} ms)",
                key.binary().getFileName(),
                provider.pid(),
                (System.nanoTime() - began) / 1_000_000);
        return provider;
    }

    private synchronized @Nullable WarmProvider takeIdle(Key key) {
        Deque<WarmProvider> mine = idle.getOrDefault(key, new ArrayDeque<>());
        while (!mine.isEmpty()) {
            WarmProvider provider = mine.removeLast();
            if (provider.isAlive()) {
                return provider;
            }
            provider.close();
        }
        return null;
    }

    /** An idle one for another program or another AWS makes room for one that is needed. */
    private synchronized void makeRoom() {
        int waiting = idle.values().stream().mapToInt(Deque::size).sum();
        if (waiting <= slots.availablePermits()) {
            return;
        }
        idle.values().stream()
                .filter(providers -> !providers.isEmpty())
                .findFirst()
                .ifPresent(providers -> providers.removeFirst().close());
    }

    private void giveBack(Lease lease) {
        if (lease.spoilt || !lease.provider.isAlive()) {
            lease.provider.close();
        } else {
            synchronized (this) {
                idle.computeIfAbsent(lease.key, any -> new ArrayDeque<>()).addLast(lease.provider);
            }
        }
        slots.release();
    }

    /** Ends those that are idle. */
    synchronized void endIdle() {
        idle.values().forEach(providers -> providers.forEach(WarmProvider::close));
        idle.clear();
    }

    /** A provider for one command. */
    public final class Lease implements AutoCloseable {

        private final Key key;
        private final WarmProvider provider;
        private boolean spoilt;

        private Lease(Key key, WarmProvider provider) {
            this.key = key;
            this.provider = provider;
        }

        /**
         * The value of {@code TF_REATTACH_PROVIDERS} for the command.
         *
         * @param types those that it may meet, so that an emulator's provider describes no others; none given: any
         */
        public String reattach(Optional<UsedTypes> types) {
            return provider.reattach(types);
        }

        /** The same for a command that must be able to outlive this JVM: nothing of it is in between. */
        public String reattachDirectly() {
            return provider.reattachDirectly();
        }

        /** It must not serve another command: this one was broken off, and may have left work in it. */
        public void spoil() {
            spoilt = true;
        }

        /** Gives it back. */
        @Override
        public void close() {
            giveBack(this);
        }
    }
}
