package io.groundcheck.connections.problem;

/**
 * The service's own problem types; plain HTTP errors (404 on an unknown path, 405, 406, 415) have {@code about:blank}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457#section-3.1.1">RFC 9457, "type"</a>
 */
public enum ProblemType {
    INVALID_REQUEST(400, "invalid-request", "The request isn't valid"),
    UNKNOWN_PERSON(404, "unknown-person", "No such person"),
    UNKNOWN_CONNECTION(404, "unknown-connection", "No such connection"),
    ALREADY_CONNECTED(409, "already-connected", "Already connected"),
    IDEMPOTENCY_KEY_REUSED(409, "idempotency-key-reused", "Idempotency key used for something else"),
    CHANGED_SINCE(412, "changed-since", "Changed since it was read"),
    BODY_TOO_LARGE(413, "body-too-large", "The body is too large"),
    SELF_CONNECTION(422, "self-connection", "A person can't be connected to themselves"),
    PRECONDITION_REQUIRED(428, "precondition-required", "If-Match is required"),
    STORE_UNAVAILABLE(503, "store-unavailable", "The store doesn't answer");

    private final int status;
    private final String uri;
    private final String title;

    ProblemType(int status, String name, String title) {
        this.status = status;
        this.uri = "urn:problem-type:connections:" + name;
        this.title = title;
    }

    /** The HTTP status, 400 to 599. */
    public int status() {
        return status;
    }

    /** The stable name that a client may switch on. */
    public String uri() {
        return uri;
    }

    /** The same short text for every problem of this type. */
    public String title() {
        return title;
    }
}
