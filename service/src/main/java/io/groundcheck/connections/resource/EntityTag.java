package io.groundcheck.connections.resource;

import io.groundcheck.connections.problem.ProblemException;
import io.groundcheck.connections.problem.ProblemType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A resource's version as an entity tag: version 3 is {@code "3"}. */
public final class EntityTag {

    private static final Pattern ONE_STRONG_TAG = Pattern.compile("\"([\\x21\\x23-\\x7E]*)\"");
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

    private EntityTag() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Reads an If-Match header. Lists and {@code *} are refused: they would let a caller overwrite what it hasn't read.
     *
     * @return the version the caller has read
     * @throws ProblemException 428 without a header, 400 for anything but one strong tag, 412 for a tag that never was
     *     one of ours
     */
    public static long expectedVersion(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_REQUIRED,
                    "Send If-Match with the ETag of the last read, so that nobody's change is overwritten unseen");
        }
        Matcher tag = ONE_STRONG_TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw ProblemException.invalid(
                    "If-Match", "must be the one ETag that the last read returned, quotes included");
        }
        String version = tag.group(1);
        if (!VERSION.matcher(version).matches()) {
            throw changed();
        }
        return Long.parseLong(version);
    }

    /** The problem of a caller whose tag isn't the current one. */
    public static ProblemException changed() {
        return new ProblemException(
                ProblemType.CHANGED_SINCE, "It isn't what If-Match says any more: read it again and repeat the change");
    }
}
