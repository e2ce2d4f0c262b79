package io.groundcheck.release.store;

import io.groundcheck.release.AwsException;
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

    /** Everything under a prefix, in no particular order. */
    List<ListedObject> list(String prefix);

    /** The object as {@code s3://bucket/key}, for messages. */
    default String url(String key) {
        return "s3://" + bucket() + "/" + key;
    }
}
