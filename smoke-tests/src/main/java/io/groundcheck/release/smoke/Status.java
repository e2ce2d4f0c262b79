package io.groundcheck.release.smoke;

/** How a scenario ended. Only {@link #PASSED} counts towards the gate. */
public enum Status {
    /** Every step ran and held. */
    PASSED,
    /** A step or hook failed. */
    FAILED,
    /** Not run: a dry run, or aborted because the candidate is not the staged image. */
    SKIPPED,
    /** A step has no definition. */
    UNDEFINED,
    /** A step's definition says that it isn't written yet. */
    PENDING,
    /** A step matches two definitions. */
    AMBIGUOUS,
    /** Cucumber's status for what it never looked at. */
    UNUSED
}
