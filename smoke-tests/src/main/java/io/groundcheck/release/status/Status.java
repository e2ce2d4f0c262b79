package io.groundcheck.release.status;

import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Fence;
import io.groundcheck.release.record.Last;
import io.groundcheck.release.record.Pending;
import io.groundcheck.release.record.Previous;
import io.groundcheck.release.record.Staged;
import io.groundcheck.release.state.RunningTask;
import io.groundcheck.release.state.TargetHealth;
import io.groundcheck.release.state.Traffic;
import java.util.List;
import java.util.Optional;

/**
 * What is live and what isn't, at one moment. Its JSON is what {@code release status --json} prints.
 *
 * @param schema the format, 1
 * @param name of the foundation
 * @param region where
 * @param account whose
 * @param url where users go
 * @param live the colour that gets all traffic, as the load balancer says; empty if none does
 * @param traffic the same in words
 * @param weights how many of a hundred requests each colour gets; empty if the rule doesn't only forward to the two
 * @param record what the release record says; empty if it can't be read
 * @param blue the colour
 * @param green the other colour
 * @param reason why the last switch was made, where a watch or a canary decided it; empty where a person did
 * @param lease who may switch now; empty if nobody ever did, or it can't be read
 * @param alarms the alarms that are in alarm
 * @param problems what is not as it should be: drift, ill health, what could not be read
 * @param next what to run next
 * @param rollbackCommand the API call that would roll back, for those without this program; empty if there is nothing
 *     to roll back to, or nobody would answer there
 */
public record Status(
        int schema,
        String name,
        String region,
        String account,
        String url,
        Optional<Colour> live,
        String traffic,
        Optional<Weights> weights,
        Optional<RecordView> record,
        ColourView blue,
        ColourView green,
        Optional<String> reason,
        Optional<LeaseView> lease,
        List<String> alarms,
        List<String> problems,
        String next,
        Optional<String> rollbackCommand) {

    /** The format of the JSON. */
    public static final int SCHEMA = 1;

    public Status {
        alarms = List.copyOf(alarms);
        problems = List.copyOf(problems);
    }

    /** A colour. */
    public ColourView colour(Colour which) {
        return which == Colour.BLUE ? blue : green;
    }

    /** Percents. */
    public record Weights(int blue, int green) {
        static Optional<Weights> of(Traffic traffic) {
            if (traffic instanceof Traffic.Split split) {
                return Optional.of(new Weights(split.of(Colour.BLUE), split.of(Colour.GREEN)));
            }
            return traffic.target().map(colour -> colour == Colour.BLUE ? new Weights(100, 0) : new Weights(0, 100));
        }

        int of(Colour colour) {
            return colour == Colour.BLUE ? blue : green;
        }
    }

    /**
     * The record's part that isn't about one colour.
     *
     * @param fence until when nothing may be staged; empty once that is over
     */
    public record RecordView(
            long epoch,
            Optional<Colour> live,
            Optional<Previous> previous,
            Optional<Pending> pending,
            Optional<Last> last,
            Optional<Fence> fence) {}

    /**
     * One colour.
     *
     * @param staged what it was asked to run
     * @param desiredCount how many tasks its service is asked to run; empty if there is no service
     * @param tasks that run now
     * @param targets that the load balancer knows
     */
    public record ColourView(
            Optional<Staged> staged,
            Optional<Integer> desiredCount,
            List<RunningTask> tasks,
            List<TargetHealth> targets) {
        public ColourView {
            tasks = List.copyOf(tasks);
            targets = List.copyOf(targets);
        }

        long healthy() {
            return targets.stream().filter(TargetHealth::isHealthy).count();
        }
    }

    /** The lease. */
    public record LeaseView(boolean free, Optional<String> holder, long epoch) {}
}
