package io.groundcheck.release.rollout;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.Progress;
import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.aws.Aws;
import io.groundcheck.release.gate.GateId;
import io.groundcheck.release.gate.GateRefusedException;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.RecordStore;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.record.Staged;
import io.groundcheck.release.state.Traffic;
import java.util.Optional;

/**
 * Scales the idle colour. The record changes first: what it says fences a rollback off before the first task ends, and
 * a run that dies in between is finished by the next one.
 */
public final class Retire {

    private static final int ATTEMPTS = 5;

    private final Aws aws;
    private final RecordStore records;
    private final boolean force;
    private final Progress progress;

    /**
     * @param force whether to scale to zero although a late order may send traffic there
     */
    public Retire(Aws aws, RecordStore records, boolean force, Progress progress) {
        this.force = force;
        this.aws = aws;
        this.records = records;
        this.progress = progress;
    }

    /**
     * Scales the idle colour, or finds that there is nothing to do.
     *
     * @param count how many of its tasks to keep
     * @throws GateRefusedException if nothing is live, record and load balancer disagree, or a late order may arrive
     * @throws ReleaseException (exit code 4) if others change the record all the time
     */
    public void run(int count) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var read = records.read();
            var idle = idle(read.value(), aws.loadBalancer().traffic());
            var staged = read.value().staged(idle);
            if (staged.isEmpty()) {
                progress.say("nothing is staged on " + idle + "; nothing to do");
                return;
            }
            if (count == 0) {
                StandingFence.of(records, read.value(), force).ifPresent(fence -> {
                    throw fence.refused("retire");
                });
            }
            if (staged.get().desiredCount() == count
                    || records.replace(read.value().scale(idle, count), read.etag())
                            .isPresent()) {
                scale(idle, staged.get(), count, read.value());
                return;
            }
            progress.say("somebody else changed the record meanwhile; looking again");
        }
        throw new ReleaseException(
                ExitCode.BUSY,
                "the record was changed by others " + ATTEMPTS + " times; run it again when they are done");
    }

    private static Colour idle(ReleaseRecord record, Traffic traffic) {
        if (record.pending().isPresent()) {
            throw new GateRefusedException(
                    GateId.PENDING_OTHER,
                    "a " + record.pending().get().action()
                            + " was begun and is not finished; look at `release status`");
        }
        Optional<Colour> live = traffic.target();
        if (live.isEmpty() || !live.equals(record.live())) {
            throw new GateRefusedException(
                    GateId.DRIFT,
                    "traffic goes to " + traffic + ", and the record says "
                            + record.live().map(Colour::toString).orElse("nothing")
                            + " is live: it isn't certain that a colour is idle; look at `release status`");
        }
        return live.get().other();
    }

    private void scale(Colour idle, Staged staged, int count, ReleaseRecord before) {
        var service = aws.containers().service(idle);
        if (service.isPresent() && service.get().desiredCount() != count) {
            aws.containers().scale(idle, count);
        }
        var ended = count == 0
                && before.previous()
                        .filter(previous -> previous.colour() == idle)
                        .isPresent();
        progress.say(idle + " (" + staged.brief() + ") is to run " + count + " tasks"
                + (ended ? "; rolling back to it ends here" : ""));
    }
}
