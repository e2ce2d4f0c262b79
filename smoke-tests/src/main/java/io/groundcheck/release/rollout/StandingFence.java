package io.groundcheck.release.rollout;

import io.groundcheck.release.gate.GateId;
import io.groundcheck.release.gate.GateRefusedException;
import io.groundcheck.release.record.Fence;
import io.groundcheck.release.record.RecordStore;
import io.groundcheck.release.record.ReleaseRecord;
import java.time.Duration;
import java.util.Optional;

/**
 * A fence that isn't over yet.
 *
 * @param fence of the record
 * @param remaining how much longer it stands, by S3's clock
 */
public record StandingFence(Fence fence, Duration remaining) {

    /**
     * The fence of a record that was just read, if it still stands. Only a record that has one costs a call.
     *
     * @param ignored whether somebody answers for it that nothing is late any more
     */
    static Optional<StandingFence> of(RecordStore records, ReleaseRecord record, boolean ignored) {
        return record.fence()
                .filter(fence -> !ignored)
                .flatMap(fence -> records.remaining(fence).map(left -> new StandingFence(fence, left)));
    }

    /** Why the idle colour can't be changed now. */
    String message(String command) {
        return fence.holder() + " (epoch " + fence.epoch()
                + ") lost the lease in the middle of a switch. If that process"
                + " is only asleep, its order to the load balancer may still arrive, and would send live traffic to the"
                + " colour that is to be changed now. AWS takes no such order after " + fence.until() + ", in "
                + minutes() + ": run the same command again then; or, if that process is certainly dead, `release "
                + command + " --force`";
    }

    private String minutes() {
        return remaining.toMinutes() > 0 ? remaining.toMinutes() + 1 + " min" : remaining.toSeconds() + 1 + " s";
    }

    GateRefusedException refused(String command) {
        return new GateRefusedException(GateId.LATE_ORDER, message(command));
    }
}
