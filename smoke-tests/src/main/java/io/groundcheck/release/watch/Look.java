package io.groundcheck.release.watch;

import io.groundcheck.release.AwsException;
import io.groundcheck.release.Progress;
import io.groundcheck.release.aws.Alarms;
import io.groundcheck.release.latency.LatencyWatch;
import io.groundcheck.release.state.AlarmState;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at a version, again and again: who answers users, how fast, and the alarms. */
public final class Look {

    private final Supplier<Optional<String>> users;
    private final LatencyWatch latency;
    private final Alarms alarms;
    private final Progress progress;
    private int failures;

    /**
     * @param users what is wrong with users' answers; empty if nothing is
     * @param progress is told of what doesn't count yet
     */
    public Look(Supplier<Optional<String>> users, LatencyWatch latency, Alarms alarms, Progress progress) {
        this.users = users;
        this.latency = latency;
        this.alarms = alarms;
        this.progress = progress;
    }

    /** Looks now. */
    public Looked look() {
        var failure = users.get();
        failures = failure.isPresent() ? failures + 1 : 0;
        failure.ifPresent(what -> progress.say("look failed (" + failures + " in a row): " + what));
        // Who doesn't answer as he should isn't timed: that would only lengthen the look.
        var slow = failure.isPresent() ? Optional.<String>empty() : latency.look();
        return new Looked(alarms(), failures, failure, slow);
    }

    /** AWS not answering us says nothing about users; what users see was looked at above. */
    private List<AlarmState> alarms() {
        try {
            return alarms.states();
        } catch (AwsException e) {
            progress.say("AWS can't be asked: " + e.getMessage());
            return List.of();
        }
    }
}
