package io.groundcheck.release.store;

import io.groundcheck.release.AwsException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The release bucket. */
public interface ObjectStore {

    /** The bucket's name, for messages. */
    String bucket();

    /**
     * Reads an object; empty if there is none.
     *
     * @throws AwsException if S3 doesn't answer or refuses
     */
    Optional<StoredObject> read(String key);

    /**
     * Writes an object if none is there.
     *
     * @throws AwsException if S3 doesn't answer or refuses; if {@link AwsException#outcomeUnknown()} it may be written
     */
    PutResult create(String key, byte[] body);

    /**
     * Writes an object if the one that is there has this entity tag.
     *
     * @throws AwsException as {@link #create}
     */
    PutResult replace(String key, byte[] body, String etag);

    /**
     * Writes a file as an object if none is there. For files of megabytes: it may take minutes.
     *
     * @param contentType such as {@code application/java-archive}
     * @throws AwsException as {@link #create}
     */
    PutResult createFile(String key, Path file, String contentType);

    /**
     * Writes an object, whatever is there: for what no decision rests on.
     *
     * @param contentType such as {@code text/html}
     * @throws AwsException as {@link #create}
     */
    void publish(String key, byte[] body, String contentType);

    /**
     * The SHA-256 of an object's bytes as 64 lower-case hex digits, read as a stream, which may take minutes; empty if
     * there is no such object.
     *
     * @throws AwsException if S3 doesn't answer or refuses
     */
    Optional<String> sha256(String key);

    /** Everything under a prefix, in no particular order. */
    List<ListedObject> list(String prefix);

    /**
     * Looks whether an object is still the one that was read or written.
     *
     * @return when S3 said so, by its clock; empty if it is another one, or gone
     * @throws AwsException as {@link #read}
     */
    default Optional<Instant> unchanged(String key, String etag) {
        return read(key).filter(there -> there.etag().equals(etag)).map(StoredObject::at);
    }

    /** The object as {@code s3://bucket/key}, for messages. */
    default String url(String key) {
        return "s3://" + bucket() + "/" + key;
    }
}
