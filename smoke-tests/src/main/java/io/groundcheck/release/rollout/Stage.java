package io.groundcheck.release.rollout;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.Progress;
import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.aws.Aws;
import io.groundcheck.release.gate.GateId;
import io.groundcheck.release.gate.GateRefusedException;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.RecordStore;
import io.groundcheck.release.record.Staged;
import io.groundcheck.release.state.ServiceState;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Writes into the record what the idle colour is to run. */
public final class Stage {

    private static final int ATTEMPTS = 5;

    private final Aws aws;
    private final RecordStore records;
    private final Supplier<String> stageIds;
    private final Supplier<Optional<String>> watch;
    private final boolean force;
    private final Progress progress;

    /**
     * @param watch who watches the live version just now; asked only before something is written
     * @param force whether to stage although a watch or a late order may need the idle colour as it is
     */
    public Stage(
            Aws aws,
            RecordStore records,
            Supplier<String> stageIds,
            Supplier<Optional<String>> watch,
            boolean force,
            Progress progress) {
        this.watch = watch;
        this.force = force;
        this.aws = aws;
        this.records = records;
        this.stageIds = stageIds;
        this.progress = progress;
    }

    /**
     * What is staged, and where.
     *
     * @param live whether it takes traffic already
     */
    public record Result(Colour colour, Staged staged, boolean live) {}

    /**
     * Stages an image, or finds that it is staged already.
     *
     * @throws GateRefusedException if it may not be staged
     * @throws ReleaseException (exit code 4) if others change the record all the time
     */
    public Result run(StageRequest request) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var read = records.read();
            var seen = new StageObservation(
                    read.value(),
                    aws.loadBalancer().traffic(),
                    aws.images().digestOf(request.tag()),
                    aws.images().repository(),
                    failed(),
                    StandingFence.of(records, read.value(), force));
            var step = StageDecision.decide(request, seen, stageIds.get());
            if (step instanceof StageStep.Refuse refuse) {
                throw new GateRefusedException(refuse.gate(), refuse.message());
            }
            if (step instanceof StageStep.Already already) {
                return already(already);
            }
            if (!force) {
                watch.get().ifPresent(Stage::refuse);
            }
            var write = (StageStep.Write) step;
            if (records.replace(read.value().stage(write.colour(), write.staged()), read.etag())
                    .isPresent()) {
                return written(write);
            }
            progress.say("somebody else changed the record meanwhile; looking again");
        }
        throw new ReleaseException(
                ExitCode.BUSY,
                "the record was changed by others " + ATTEMPTS
                        + " times while staging; run it again when they are done");
    }

    private static void refuse(String holder) {
        throw new GateRefusedException(
                GateId.WATCH_RUNS,
                "the live version is being watched by " + holder + ", who may need the other colour to roll back to;"
                        + " stage when that has ended, or with --force");
    }

    private Result already(StageStep.Already already) {
        progress.say(already.staged().brief() + " is " + (already.live() ? "live on " : "staged on ") + already.colour()
                + " already; nothing to do");
        return new Result(already.colour(), already.staged(), already.live());
    }

    private Result written(StageStep.Write write) {
        write.endsRollback()
                .ifPresent(previous -> progress.say("rolling back to "
                        + previous.digest().brief() + " on " + previous.colour() + " ends here: " + write.colour()
                        + " is to run " + write.staged().brief()));
        progress.say("staged " + write.staged().brief() + " on " + write.colour() + ", attempt "
                + write.staged().attempt() + ", " + write.staged().desiredCount() + " tasks, stage "
                + write.staged().stageId());
        return new Result(write.colour(), write.staged(), false);
    }

    private Set<Colour> failed() {
        return Arrays.stream(Colour.values())
                .filter(colour -> aws.containers()
                        .service(colour)
                        .filter(ServiceState::hasFailed)
                        .isPresent())
                .collect(Collectors.toUnmodifiableSet());
    }
}
