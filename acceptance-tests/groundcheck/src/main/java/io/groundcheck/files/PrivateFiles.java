package io.groundcheck.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files and folders that nobody but this user may read. */
public final class PrivateFiles {

    private PrivateFiles() {}

    /** Makes a folder, and those above it that are missing, with mode 0700; one that exists keeps its mode. */
    public static Path folder(Path folder) throws IOException {
        return Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** The folder a file is in. */
    public static Path parent(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
    }

    /**
     * Writes a file with mode 0600 in one step: a reader sees the old text or the new one, and after a crash the new
     * one is still there.
     */
    public static void write(Path file, String text) throws IOException {
        write(file, text, "rw-------");
    }

    /** The same for a script that this user may run. */
    public static void writeScript(Path file, String text) throws IOException {
        write(file, text, "rwx------");
    }

    private static void write(Path file, String text, String mode) throws IOException {
        Path folder = parent(file);
        Path fresh = folder.resolve("." + file.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + Thread.currentThread().getId() + ".new");
        var permissions = PosixFilePermissions.fromString(mode);
        Files.deleteIfExists(fresh);
        // with its mode from the start: a file that is made readable and then hidden has been readable
        try (var channel = FileChannel.open(
                fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(permissions))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var channel = FileChannel.open(folder, EnumSet.of(StandardOpenOption.READ))) {
            channel.force(true); // the name, too, must survive
        }
    }

    /** Deletes a folder with all it holds; links are deleted, not followed. One that isn't there is no error. */
    public static void deleteRecursively(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
