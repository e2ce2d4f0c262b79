package io.groundcheck.infrastructure.journey;

import io.groundcheck.infrastructure.Repository;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/** A copy of the service with one line changed, as a developer would change it before the next tag. */
final class ChangedService {

    private static final Path GREETING = Path.of("src/main/resources/application.yaml");

    private ChangedService() {}

    /**
     * Copies {@code service/}, with the parent POM it names beside it, and changes its greeting.
     *
     * @param folder gets pom.xml, .mvn/ and service/
     * @return the service's folder in it, for {@code SERVICE_DIR}
     */
    static Path greeting(Path folder, String greeting) throws IOException {
        Path service = folder.resolve("service");
        copy(Repository.root().resolve("service"), service);
        copy(Repository.root().resolve(".mvn"), folder.resolve(".mvn"));
        Files.copy(
                Repository.root().resolve("pom.xml"), folder.resolve("pom.xml"), StandardCopyOption.REPLACE_EXISTING);
        Path file = service.resolve(GREETING);
        String before = Files.readString(file);
        String after = before.replaceFirst("(?m)^(\\s*greeting:).*$", "$1 \"" + greeting + "\"");
        if (before.equals(after)) {
            throw new IllegalStateException("no line `greeting:` in " + file + ": the copy would be the same service");
        }
        Files.writeString(file, after);
        return service;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (folder.endsWith("target")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file).toString()),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
