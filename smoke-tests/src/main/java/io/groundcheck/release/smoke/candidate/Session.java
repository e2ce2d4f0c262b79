package io.groundcheck.release.smoke.candidate;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** One run of the specs against one candidate: what its scenarios share. */
public final class Session {

    private final Candidate candidate;
    private final Secrets secrets;
    private final Transcript transcript = new Transcript();
    private final Leftovers leftovers = new Leftovers();
    private final String runId = "smoke-" + UUID.randomUUID().toString().substring(0, 8);
    private final AtomicInteger requests = new AtomicInteger();
    private Optional<String> refusal = Optional.empty();

    public Session(Candidate candidate) {
        this.candidate = candidate;
        this.secrets = Secrets.in(candidate.headers());
    }

    public Candidate candidate() {
        return candidate;
    }

    public Secrets secrets() {
        return secrets;
    }

    /** What this run made and has not yet deleted. */
    public Leftovers leftovers() {
        return leftovers;
    }

    /** A client with a connection of its own. Its requests carry ids that the service's logs repeat. */
    public CandidateClient newClient() {
        return new CandidateClient(candidate, transcript, secrets, this::nextRequestId);
    }

    /** A word that no other run and no other call gives, for names and keys. */
    public String unique() {
        return nextRequestId();
    }

    /** Forgets the exchanges so far: a scenario begins. */
    public void beginScenario() {
        transcript.clear();
    }

    /** The clean-up begins: its requests are shown only if it is what fails. */
    public void beginCleanUp(boolean alreadyFailed) {
        if (alreadyFailed) {
            transcript.freeze();
        } else {
            transcript.clear();
        }
    }

    /** The latest exchanges of this scenario, secrets replaced. */
    public String transcript() {
        return transcript.text();
    }

    /** Why nothing but identity may be asked of this candidate any more; empty while it is the right one. */
    public Optional<String> refusal() {
        return refusal;
    }

    /**
     * Asks {@code /version} once, before anything else is sent.
     *
     * @throws CandidateUnreachable if nothing answers
     */
    public VersionAnswer firstLook() {
        try (var client = newClient()) {
            return judge(VersionAnswer.of(client.request().get("/version")));
        } catch (Exception e) { // REST Assured throws IOException without declaring it
            if (e instanceof IOException io) {
                throw unreachable(io);
            }
            throw e;
        }
    }

    private CandidateUnreachable unreachable(IOException e) {
        var reason =
                e instanceof UnknownHostException ? "unknown host" : secrets.redact(String.valueOf(e.getMessage()));
        return new CandidateUnreachable(
                "nothing answers at " + candidate.url() + ": " + reason + "; is the URL right, and is the service up?",
                e);
    }

    /** Looks at an answer of {@code /version}: from the first wrong one on, the run sends no more writes. */
    public VersionAnswer judge(VersionAnswer answer) {
        if (refusal.isEmpty()) {
            refusal = answer.mismatch(candidate);
        }
        return answer;
    }

    private String nextRequestId() {
        return runId + "-" + requests.incrementAndGet();
    }
}
