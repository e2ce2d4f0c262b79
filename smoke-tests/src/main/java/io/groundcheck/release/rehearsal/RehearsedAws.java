package io.groundcheck.release.rehearsal;

import io.groundcheck.release.Progress;
import io.groundcheck.release.aws.Alarms;
import io.groundcheck.release.aws.Aws;
import io.groundcheck.release.aws.Containers;
import io.groundcheck.release.aws.Images;
import io.groundcheck.release.aws.LastLook;
import io.groundcheck.release.aws.LoadBalancer;
import io.groundcheck.release.aws.Parameters;
import io.groundcheck.release.aws.TaskLogs;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.state.RunningTask;
import io.groundcheck.release.state.ServiceState;
import io.groundcheck.release.state.StoppedTask;
import io.groundcheck.release.state.TargetHealth;
import io.groundcheck.release.state.Traffic;
import io.groundcheck.release.store.ObjectStore;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An account that is asked and never changed: {@code --dry-run}. What would be written is said, kept in memory, and
 * read back from there, so that the command goes on as it would.
 */
public final class RehearsedAws implements Aws {

    private final Aws aws;
    private final Progress said;
    private final RehearsedObjects objects;
    private final Map<Colour, Integer> counts = new EnumMap<>(Colour.class);
    private @Nullable Traffic traffic;

    /**
     * @param said gets one line for each call that would have been made, in AWS's words
     */
    public RehearsedAws(Aws aws, Progress said) {
        this.aws = aws;
        this.said = said;
        this.objects = new RehearsedObjects(aws.objects(), said);
    }

    /** Where traffic would go by now; empty if nothing would have moved it. */
    public Optional<Colour> moved() {
        return Optional.ofNullable(traffic).flatMap(Traffic::target);
    }

    @Override
    public ObjectStore objects() {
        return objects;
    }

    @Override
    public LoadBalancer loadBalancer() {
        var real = aws.loadBalancer();
        return new LoadBalancer() {
            @Override
            public Traffic traffic() {
                var rehearsed = traffic;
                return rehearsed == null ? real.traffic() : rehearsed;
            }

            @Override
            public List<TargetHealth> targets(Colour colour) {
                return real.targets(colour);
            }

            @Override
            public boolean forwardTo(Colour colour, LastLook lastLook) {
                forwardTo(colour);
                return true;
            }

            @Override
            public void forwardTo(Colour colour) {
                said.say("elasticloadbalancing:ModifyRule: the live rule forwards to " + colour);
                traffic = new Traffic.To(colour);
            }

            @Override
            public boolean split(Colour to, int percent, LastLook lastLook) {
                said.say("elasticloadbalancing:ModifyRule: the live rule forwards " + percent + " % to " + to);
                traffic = new Traffic.Split(to, percent);
                return true;
            }

            @Override
            public String forwardCommand(Colour colour) {
                return real.forwardCommand(colour);
            }
        };
    }

    @Override
    public Containers containers() {
        var real = aws.containers();
        return new Containers() {
            @Override
            public Optional<ServiceState> service(Colour colour) {
                return real.service(colour)
                        .map(seen -> new ServiceState(
                                counts.getOrDefault(colour, seen.desiredCount()),
                                seen.taskDefinition(),
                                seen.rolloutState(),
                                seen.deployedAt(),
                                seen.events()));
            }

            @Override
            public List<RunningTask> running(Colour colour) {
                return real.running(colour);
            }

            @Override
            public List<StoppedTask> stopped(Colour colour) {
                return real.stopped(colour);
            }

            @Override
            public void scale(Colour colour, int desiredCount) {
                said.say("ecs:UpdateService: " + colour + " is to run " + desiredCount + " tasks");
                counts.put(colour, desiredCount);
            }
        };
    }

    @Override
    public Images images() {
        return aws.images();
    }

    @Override
    public Parameters parameters() {
        return aws.parameters();
    }

    @Override
    public TaskLogs logs() {
        return aws.logs();
    }

    @Override
    public Alarms alarms() {
        return aws.alarms();
    }
}
