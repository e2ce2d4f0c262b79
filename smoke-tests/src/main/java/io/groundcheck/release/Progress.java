package io.groundcheck.release;

/** Says what is going on, one line at a time, to the person who waits. Never gets a secret. */
@FunctionalInterface
public interface Progress {

    /** One line. */
    void say(String line);

    /** Says nothing. */
    static Progress silent() {
        return line -> {};
    }
}
