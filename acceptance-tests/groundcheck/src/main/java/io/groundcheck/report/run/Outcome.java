package io.groundcheck.report.run;

import io.groundcheck.report.chart.Timeline.Tone;

/** How a test ended. */
public enum Outcome {
    /** It held. */
    PASSED("passed", "good", Tone.GOOD),
    /** It didn't. */
    FAILED("failed", "bad", Tone.BAD),
    /** It was left out, with a reason: never to be read as passed. */
    NOT_RUN("not run", "warn", Tone.QUIET),
    /** It has not ended, or nobody saw it end. */
    UNFINISHED("unfinished", "warn", Tone.QUIET);

    private final String words;
    private final String style;
    private final Tone tone;

    Outcome(String words, String style, Tone tone) {
        this.words = words;
        this.style = style;
        this.tone = tone;
    }

    /** For people. */
    public String words() {
        return words;
    }

    String style() {
        return style;
    }

    Tone tone() {
        return tone;
    }
}
