package io.groundcheck.release.aws;

import io.groundcheck.release.record.Digest;
import java.util.Optional;

/** The image repository. */
public interface Images {

    /** The digest that a tag names now; empty if there is no such tag. */
    Optional<Digest> digestOf(String tag);

    /** The repository's name, for messages. */
    String repository();
}
