package io.groundcheck.release.gate;

import java.util.Locale;

/** Why a gate refused: the last line of a refusal is {@code gate: <id>}, for scripts and runbooks to match. */
public enum GateId {
    // The record
    NOT_STAGED,
    DIGEST_MISMATCH,
    PENDING_OTHER,
    DRIFT,
    // Evidence
    NO_EVIDENCE,
    EVIDENCE_OTHER_STAGE,
    EVIDENCE_OTHER_DIGEST,
    EVIDENCE_OTHER_SPEC,
    EVIDENCE_OTHER_VERSION,
    EVIDENCE_DRY_RUN,
    EVIDENCE_PARTIAL,
    EVIDENCE_EMPTY,
    EVIDENCE_FAILED,
    EVIDENCE_INCOMPLETE,
    EVIDENCE_SUPERSEDED,
    EVIDENCE_NOT_NAMED,
    EVIDENCE_REPLACED,
    // What runs now
    UNDER_SCALED,
    TASKS_NOT_RUNNING_DIGEST,
    TASKS_CHANGED,
    TARGETS_UNHEALTHY,
    // Rollback
    NO_PREVIOUS,
    ROLLBACK_TARGET_GONE,
    // Staging and plans
    UNKNOWN_IMAGE,
    WATCH_RUNS,
    LATE_ORDER,
    LIVE_COLOUR,
    UNEXPECTED_CHANGE,
    PLAN_DIGEST,
    OUTAGE,
    // Smoke
    SMOKE_FAILED,
    // Waiting for tasks
    CRASH_LOOP;

    /** The id in lower case with hyphens, such as {@code no-evidence}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
