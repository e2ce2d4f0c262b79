package io.groundcheck.report.html;

import java.util.Locale;

/** Numbers for people and for drawings, always with a point and never in the machine's locale. */
public final class Decimals {

    private Decimals() {}

    /** Two decimals at most, without trailing zeros: {@code 1.5}, {@code 12}. */
    public static String brief(double value) {
        long hundredths = Math.round(value * 100);
        String sign = hundredths < 0 ? "-" : "";
        long size = Math.abs(hundredths);
        String text = sign + size / 100;
        long rest = size % 100;
        if (rest == 0) {
            return text;
        }
        return text + (rest % 10 == 0 ? "." + rest / 10 : "." + (rest < 10 ? "0" : "") + rest);
    }

    /** A count with groups of three digits: {@code 12,345}. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
