package io.groundcheck.process;

/** Hears what a child writes, line by line and while it runs; the two streams come from two threads. */
public interface OutputListener {

    /** Hears nothing. */
    OutputListener NONE = new OutputListener() {};

    /** A line of standard output, without its end. */
    default void stdout(String line) {}

    /** Whether the result is to hold standard output too; that of a child that lives for hours would fill the memory. */
    default boolean keepsStdout() {
        return true;
    }

    /** A line of standard error, without its end. */
    default void stderr(String line) {}
}
