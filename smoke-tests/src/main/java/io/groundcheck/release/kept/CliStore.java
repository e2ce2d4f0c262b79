package io.groundcheck.release.kept;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.json.Json;
import io.groundcheck.release.record.Staged;
import io.groundcheck.release.store.CompareAndSwap;
import io.groundcheck.release.store.ObjectStore;
import io.groundcheck.release.store.PutResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Keeps the command line's jar in the release bucket, so that rolling back compiles nothing. The jar's key is its own
 * SHA-256: whoever fetches it can tell that it is the one that was kept. The jar is written before the document that
 * names it, so that a process that dies in between leaves a jar that nobody names yet.
 */
public final class CliStore {

    private static final String FOLDER = "cli/";

    private final ObjectStore store;
    private final CompareAndSwap writes;

    public CliStore(ObjectStore store, CompareAndSwap writes) {
        this.store = store;
        this.writes = writes;
    }

    /**
     * Keeps a jar for a staging; twice is once. If another jar was kept for it before, that one stays the staging's,
     * and this one can be fetched by its SHA-256.
     *
     * @return what came of it, for the person who asked
     * @throws ReleaseException (exit code 2) if the jar can't be read, or (exit code 3) if S3 doesn't take it or holds
     *     something else under its name
     */
    public String keep(Path jar, Staged staged, String by) {
        var sha256 = sha256(jar);
        var key = FOLDER + sha256 + ".jar";
        if (!(store.createFile(key, jar, "application/java-archive") instanceof PutResult.Written)) {
            mustBe(key, sha256);
        }
        var before = of(staged.stageId());
        if (before.isEmpty()) {
            var named = new KeptCli(KeptCli.SCHEMA, staged.stageId(), staged.tag(), sha256, size(jar), by);
            if (writes.write(pointer(staged.stageId()), Json.write(named), Optional.empty())
                    .isPresent()) {
                return "kept the CLI of stage " + staged.stageId() + " (" + staged.brief() + "): " + store.url(key);
            }
            before = of(staged.stageId()); // somebody was faster
        }
        return before.filter(other -> !other.sha256().equals(sha256))
                .map(other -> "stage " + staged.stageId() + " keeps the CLI " + other.sha256()
                        + ", which was kept first; this one is at " + store.url(key))
                .orElse("the CLI of stage " + staged.stageId() + " is kept already: " + store.url(key));
    }

    /** What was kept for a staging; empty if nothing was. */
    public Optional<KeptCli> of(String stageId) {
        var key = pointer(stageId);
        return store.read(key).map(found -> Json.read(store.url(key), found.body(), KeptCli.class));
    }

    private void mustBe(String key, String sha256) {
        var there = store.sha256(key).orElse("nothing");
        if (!there.equals(sha256)) {
            throw new ReleaseException(
                    ExitCode.UNREACHABLE,
                    store.url(key) + " doesn't hold the jar of that name, but " + there
                            + ": nobody may write over it; look at its versions, and remove it as an administrator");
        }
    }

    private static String pointer(String stageId) {
        return FOLDER + stageId + ".json";
    }

    private static String sha256(Path jar) {
        try (var in = new DigestInputStream(Files.newInputStream(jar), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw unreadable(jar, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static long size(Path jar) {
        try {
            return Files.size(jar);
        } catch (IOException e) {
            throw unreadable(jar, e);
        }
    }

    private static ReleaseException unreadable(Path jar, IOException e) {
        return new ReleaseException(ExitCode.USAGE, jar + " can't be read: " + e, e);
    }
}
