package io.groundcheck.release.aws;

import io.groundcheck.release.AwsException;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.state.TargetHealth;
import io.groundcheck.release.state.Traffic;
import java.util.List;

/** The load balancer: the live rule and the two target groups. */
public interface LoadBalancer {

    /**
     * Where the live rule sends requests, as DescribeRules says now.
     *
     * @throws AwsException if it doesn't answer, refuses, or knows no such rule
     */
    Traffic traffic();

    /** The targets of a colour's group, those on their way out included. */
    List<TargetHealth> targets(Colour colour);

    /**
     * Makes the live rule forward to one colour: one ModifyRule, sent once, within a short time-out. No lease can fence
     * it, so nothing may repeat it late.
     *
     * @throws AwsException if it is refused; or, with {@link AwsException#outcomeUnknown()}, if no answer came
     */
    void forwardTo(Colour colour);

    /** The call of {@link #forwardTo} as an AWS CLI command, for those who must do it by hand. */
    String forwardCommand(Colour colour);
}
