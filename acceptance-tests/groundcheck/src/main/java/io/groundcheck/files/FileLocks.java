package io.groundcheck.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Locks between processes, and between threads: a file lock is held by a whole JVM. */
public final class FileLocks {

    private static final Map<Path, ReentrantLock> IN_THIS_JVM = new ConcurrentHashMap<>();

    private FileLocks() {}

    /** Waits for the lock, runs, and frees it; so does the end of the process. */
    public static void holding(Path file, Runnable action) throws IOException {
        PrivateFiles.folder(PrivateFiles.parent(file));
        ReentrantLock threads = IN_THIS_JVM.computeIfAbsent(file.toAbsolutePath(), path -> new ReentrantLock());
        threads.lock();
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock(); // freed by closing the channel
            action.run();
        } finally {
            threads.unlock();
        }
    }
}
