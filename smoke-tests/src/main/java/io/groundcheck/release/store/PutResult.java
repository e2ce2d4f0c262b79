package io.groundcheck.release.store;

/** What S3 said to a conditional write. */
public sealed interface PutResult {

    /** The object is written and has this entity tag. */
    record Written(String etag) implements PutResult {}

    /** 412: the object is not what the condition wanted. After a retry that may be one's own first attempt. */
    record PreconditionFailed() implements PutResult {}

    /** 409: another write was under way; ask again. */
    record Conflict() implements PutResult {}
}
