package io.groundcheck.release.process;

/** What can become of a call to AWS. */
public enum Fault {
    /** AWS answers that there were too many calls; the call had no effect. */
    THROTTLED,
    /** The call takes effect, and its answer never comes. */
    NO_ANSWER,
    /** AWS answers that this caller may not; the call had no effect. */
    REFUSED,
    /** The connection is reset before the call arrives. */
    RESET
}
