package io.groundcheck.release.smoke;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which specs this jar holds, as a short hash. Evidence carries it, so that evidence of other specs opens no gate.
 *
 * <p>It is the first 16 hex digits of a SHA-256 over each feature file in order of its path (path, NUL, length,
 * NUL, content) and then {@code smoke-expected.txt} in the same form.
 */
public final class SpecVersion {

    private static final String FEATURES = "features";
    private static final String EXPECTED = "smoke-expected.txt";

    private SpecVersion() {}

    /** The version of the specs inside this jar, 16 hex digits. */
    public static String current() {
        try {
            var expected = SpecVersion.class.getResource("/" + EXPECTED);
            if (expected == null) {
                throw new IllegalStateException("the jar holds no " + EXPECTED + ": build it again");
            }
            var files = featureFiles(expected);
            files.put(EXPECTED, contentOf(expected));
            return of(files);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the smoke specs from the jar", e);
        }
    }

    static String of(Map<String, byte[]> files) {
        var hash = sha256();
        new TreeMap<>(files).forEach((path, content) -> {
            hash.update((path + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
            hash.update(content);
        });
        return HexFormat.of().formatHex(hash.digest()).substring(0, 16);
    }

    /** Found beside the expected list, because a jar need not hold entries for its folders. */
    private static Map<String, byte[]> featureFiles(URL expected) throws IOException {
        if (expected.openConnection() instanceof JarURLConnection connection) {
            try (var jar = FileSystems.newFileSystem(Path.of(uriOf(connection.getJarFileURL())))) {
                return filesUnder(jar.getPath("/" + FEATURES));
            }
        }
        return filesUnder(Path.of(uriOf(expected)).resolveSibling(FEATURES));
    }

    private static Map<String, byte[]> filesUnder(Path folder) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var paths = Files.walk(folder)) {
            for (var file :
                    (Iterable<Path>) paths.filter(path -> path.toString().endsWith(".feature"))::iterator) {
                var relative = folder.relativize(file).toString().replace('\\', '/');
                files.put(FEATURES + "/" + relative, Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static byte[] contentOf(URL url) throws IOException {
        try (var in = url.openStream()) {
            return in.readAllBytes();
        }
    }

    private static URI uriOf(URL url) {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cannot read the smoke specs at " + url, e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
