package io.groundcheck.release.rehearsal;

import io.groundcheck.release.Progress;
import io.groundcheck.release.store.ListedObject;
import io.groundcheck.release.store.ObjectStore;
import io.groundcheck.release.store.PutResult;
import io.groundcheck.release.store.StoredObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bucket that is read and never written: what would be written is read back from memory. */
final class RehearsedObjects implements ObjectStore {

    private final ObjectStore real;
    private final Progress said;
    private final Map<String, StoredObject> written = new HashMap<>();
    private int puts;
    private Instant now = Instant.EPOCH;

    RehearsedObjects(ObjectStore real, Progress said) {
        this.real = real;
        this.said = said;
    }

    @Override
    public String bucket() {
        return real.bucket();
    }

    @Override
    public Optional<StoredObject> read(String key) {
        var rehearsed = written.get(key);
        if (rehearsed != null) {
            return Optional.of(rehearsed);
        }
        var found = real.read(key);
        found.ifPresent(there -> now = there.at());
        return found;
    }

    @Override
    public PutResult create(String key, byte[] body) {
        return read(key).isPresent() ? new PutResult.PreconditionFailed() : put(key, body, "If-None-Match *");
    }

    @Override
    public PutResult replace(String key, byte[] body, String etag) {
        return read(key).filter(there -> there.etag().equals(etag)).isPresent()
                ? put(key, body, "If-Match, what was read")
                : new PutResult.PreconditionFailed();
    }

    private PutResult put(String key, byte[] body, String condition) {
        said.say("s3:PutObject " + url(key) + " (" + condition + ", " + body.length + " bytes)");
        var etag = "\"rehearsed-" + ++puts + "\"";
        written.put(key, new StoredObject(body.clone(), etag, Optional.of("rehearsed-" + puts), now));
        return new PutResult.Written(etag);
    }

    @Override
    public PutResult createFile(String key, Path file, String contentType) {
        if (real.sha256(key).isPresent()) {
            return new PutResult.PreconditionFailed();
        }
        said.say("s3:PutObject " + url(key) + " (If-None-Match *, " + file + ")");
        return new PutResult.Written("\"rehearsed\"");
    }

    @Override
    public void publish(String key, byte[] body, String contentType) {
        said.say("s3:PutObject " + url(key) + " (" + body.length + " bytes)");
    }

    @Override
    public Optional<String> sha256(String key) {
        return real.sha256(key);
    }

    @Override
    public List<ListedObject> list(String prefix) {
        return real.list(prefix);
    }
}
