package io.groundcheck.ledger;

import io.groundcheck.files.FileLocks;
import io.groundcheck.files.PrivateFiles;
import io.groundcheck.files.UserFolders;
import io.groundcheck.process.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was started and must be ended: one file per entry, in the user's state folder, on disk before the thing itself
 * is started. Whatever kills this JVM, the next one can read it.
 */
public final class Ledger {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** No process has this pid. */
    private static final ProcessIdentity NOBODY = new ProcessIdentity(Integer.MAX_VALUE, 1);

    private final Path folder;

    private Ledger(Path folder) {
        this.folder = folder;
    }

    /** The ledger in a state folder. */
    public static Ledger in(UserFolders folders) {
        return new Ledger(folders.state().resolve("ledger"));
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    /** Writes an entry down, or over an older one with its id; once this returns, a crash can't lose it. */
    public void write(LedgerEntry entry) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", 1);
        json.put("kind", entry.kind().name());
        json.put("owner_pid", entry.owner().pid());
        json.put("owner_start_time", entry.owner().startTime());
        json.put("what", entry.what());
        json.put("details", entry.details());
        try {
            PrivateFiles.folder(folder);
            PrivateFiles.write(file(entry.id()), JSON.writeValueAsString(json));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the ledger " + folder + "; nothing was started", e);
        }
    }

    /** Strikes an entry out: it has ended. One that isn't there is no error. */
    public void remove(String id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the ledger " + folder, e);
        }
    }

    /** What has not ended, as far as the ledger knows. */
    public List<LedgerEntry> entries() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var entries = new ArrayList<LedgerEntry>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList()) {
                read(file, entries);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the ledger " + folder, e);
        }
        return List.copyOf(entries);
    }

    /** The entries of owners that have ended without ending them. */
    public List<LedgerEntry> orphans() {
        return entries().stream().filter(entry -> !entry.owner().isAlive()).toList();
    }

    /**
     * Takes over what another JVM left, so that only one ends it.
     *
     * @return the entry, now owned by this JVM; empty if somebody else has taken or ended it
     */
    public Optional<LedgerEntry> adopt(LedgerEntry orphan) {
        var adopted = new AtomicReference<LedgerEntry>();
        try {
            FileLocks.holding(
                    folder.resolve(".lock"),
                    () -> entries().stream()
                            .filter(entry -> entry.id().equals(orphan.id())
                                    && !entry.owner().isAlive())
                            .findFirst()
                            .map(entry -> entry.ownedBy(ProcessIdentity.current()))
                            .ifPresent(entry -> {
                                write(entry);
                                adopted.set(entry);
                            }));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock the ledger " + folder, e);
        }
        return Optional.ofNullable(adopted.get());
    }

    /** Gives back what was adopted and could not be ended: to nobody, so that the next run finds it again. */
    public void release(LedgerEntry adopted) {
        write(adopted.ownedBy(NOBODY));
    }

    private Path file(String id) {
        return folder.resolve(id + ".json");
    }

    private static void read(Path file, List<LedgerEntry> entries) throws IOException {
        String name = file.getFileName().toString();
        try {
            JsonNode json = JSON.readTree(Files.readString(file));
            var details = new LinkedHashMap<String, String>();
            for (Map.Entry<String, JsonNode> detail : json.path("details").properties()) {
                details.put(detail.getKey(), detail.getValue().asString(""));
            }
            entries.add(new LedgerEntry(
                    name.substring(0, name.length() - ".json".length()),
                    LedgerEntry.Kind.valueOf(json.path("kind").asString("")),
                    new ProcessIdentity(
                            json.path("owner_pid").asLong(0),
                            json.path("owner_start_time").asLong(0)),
                    json.path("what").asString(""),
                    details));
        } catch (JacksonException | IllegalArgumentException e) {
            // One bad file must not hide the others, nor be thrown away unseen.
            LOG.warn("the ledger entry {} can't be read, and stays: {}", file, e.getMessage());
        } catch (java.nio.file.NoSuchFileException e) {
            LOG.debug("{} was removed while the ledger was read", file);
        }
    }
}
