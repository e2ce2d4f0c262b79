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
     * Makes the live rule forward to one colour: one ModifyRule, sent once, within a short time-out, if the last look
     * allows it. The call has no precondition; but it is signed before that look, and AWS takes no signature older than
     * 15 minutes, nor this program one whose date is off by more than 5 ({@link OrderTimes}): so a sender that falls
     * asleep in between can't move traffic later than that.
     *
     * @return whether it was sent
     * @throws AwsException if it is refused; or, with {@link AwsException#outcomeUnknown()}, if no answer came
     */
    boolean forwardTo(Colour colour, LastLook lastLook);

    /**
     * The same without any look, for when there is nothing to look at: the bucket is out of reach.
     *
     * @throws AwsException as the other
     */
    void forwardTo(Colour colour);

    /**
     * Makes the live rule send a part of requests to one colour and the rest to the other, in the same way as {@link
     * #forwardTo(Colour, LastLook)}.
     *
     * @param percent for that colour, 1 to 99
     * @return whether it was sent
     * @throws AwsException as that
     */
    boolean split(Colour to, int percent, LastLook lastLook);

    /** The call of {@link #forwardTo} as an AWS CLI command, for those who must do it by hand. */
    String forwardCommand(Colour colour);
}
