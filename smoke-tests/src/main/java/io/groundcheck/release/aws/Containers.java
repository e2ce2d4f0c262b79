package io.groundcheck.release.aws;

import io.groundcheck.release.record.Colour;
import io.groundcheck.release.state.RunningTask;
import io.groundcheck.release.state.ServiceState;
import io.groundcheck.release.state.StoppedTask;
import java.util.List;
import java.util.Optional;

/** ECS: each colour's service and its tasks. */
public interface Containers {

    /** A colour's service; empty if it doesn't exist. */
    Optional<ServiceState> service(Colour colour);

    /** The colour's tasks that run and are meant to run. */
    List<RunningTask> running(Colour colour);

    /** The colour's tasks that ended lately, as long as ECS remembers them (about an hour). */
    List<StoppedTask> stopped(Colour colour);

    /** Asks the colour's service to run this many tasks. */
    void scale(Colour colour, int desiredCount);
}
