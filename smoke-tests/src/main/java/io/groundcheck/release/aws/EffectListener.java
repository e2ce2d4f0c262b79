package io.groundcheck.release.aws;

/**
 * Is told of each call that changes something in AWS. Between two of them a process changes nothing, so that these are
 * all the moments at which it makes a difference whether it dies, or is asked to stop.
 */
public interface EffectListener {

    /** The call is about to be made. */
    void before(String call);

    /** The call was answered, whatever the answer. */
    void after(String call);
}
