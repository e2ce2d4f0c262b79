package io.groundcheck.release.fake;

import io.groundcheck.release.store.ListedObject;
import io.groundcheck.release.store.ObjectStore;
import io.groundcheck.release.store.PutResult;
import io.groundcheck.release.store.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A bucket in memory, with S3's conditional writes. */
public final class FakeObjects implements ObjectStore {

    private final Map<String, StoredObject> objects = new LinkedHashMap<>();
    private final Map<String, Instant> times = new LinkedHashMap<>();
    private final List<String> writes = new ArrayList<>();
    private final List<byte[]> bodies = new ArrayList<>();
    private long clock;

    /** What time it is for S3. */
    public Instant now = Instant.parse("2026-11-23T12:00:00Z");

    @Override
    public String bucket() {
        return "bucket";
    }

    @Override
    public Optional<StoredObject> read(String key) {
        return Optional.ofNullable(objects.get(key))
                .map(there -> new StoredObject(there.body(), there.etag(), there.versionId(), now));
    }

    @Override
    public PutResult create(String key, byte[] body) {
        return objects.containsKey(key) ? new PutResult.PreconditionFailed() : put(key, body);
    }

    @Override
    public PutResult replace(String key, byte[] body, String etag) {
        var there = objects.get(key);
        return there == null || !there.etag().equals(etag) ? new PutResult.PreconditionFailed() : put(key, body);
    }

    @Override
    public PutResult createFile(String key, Path file, String contentType) {
        try {
            return create(key, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void publish(String key, byte[] body, String contentType) {
        put(key, body);
    }

    @Override
    public Optional<String> sha256(String key) {
        return read(key).map(found -> {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(found.body()));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Writes whatever is there. */
    public PutResult.Written put(String key, byte[] body) {
        clock++;
        var etag = "\"" + clock + "\"";
        objects.put(key, new StoredObject(body.clone(), etag, Optional.of("version-" + clock), now));
        times.put(key, Instant.ofEpochSecond(clock));
        writes.add(key);
        bodies.add(body.clone());
        return new PutResult.Written(etag);
    }

    @Override
    public List<ListedObject> list(String prefix) {
        return objects.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> new ListedObject(key, times.getOrDefault(key, Instant.EPOCH)))
                .toList();
    }

    /** The text of an object that must be there. */
    public String text(String key) {
        return new String(read(key).orElseThrow().body(), StandardCharsets.UTF_8);
    }

    /** What was written to a key so far, in order. */
    public List<byte[]> written(String key) {
        return IntStream.range(0, writes.size())
                .filter(i -> writes.get(i).equals(key))
                .mapToObj(bodies::get)
                .toList();
    }

    /** The keys of all writes so far, in order. */
    public List<String> writes() {
        return List.copyOf(writes);
    }
}
