package io.groundcheck.release.aws;

import io.groundcheck.release.state.AlarmState;
import java.util.List;

/** CloudWatch alarms. */
public interface Alarms {

    /** The states of the alarms that the contract names. One that doesn't exist is missing from the list. */
    List<AlarmState> states();
}
