package io.groundcheck.release.kept;

import io.groundcheck.release.store.ObjectStore;

/**
 * Release reports: {@code reports/<stage_id>.html}. Unlike evidence, a report may be written anew, after a rollback for
 * one; the bucket keeps its earlier versions.
 */
public final class ReportStore {

    private final ObjectStore store;

    public ReportStore(ObjectStore store) {
        this.store = store;
    }

    /**
     * Keeps a report.
     *
     * @return where it is, as {@code s3://bucket/key}
     */
    public String keep(String stageId, byte[] html) {
        var key = "reports/" + stageId + ".html";
        store.publish(key, html, "text/html; charset=utf-8");
        return store.url(key);
    }
}
