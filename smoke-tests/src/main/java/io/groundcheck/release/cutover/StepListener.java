package io.groundcheck.release.cutover;

/**
 * Is told of each step's boundaries: the moments at which a process may die. Tests stop the process there.
 */
public interface StepListener {

    /** The step was decided and nothing of it is done. */
    void before(Step step);

    /** The step is done and nothing of the next one is. */
    void after(Step step);

    /** Doesn't care. */
    static StepListener none() {
        return new StepListener() {
            @Override
            public void before(Step step) {}

            @Override
            public void after(Step step) {}
        };
    }
}
