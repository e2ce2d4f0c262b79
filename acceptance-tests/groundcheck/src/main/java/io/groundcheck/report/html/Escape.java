package io.groundcheck.report.html;

/**
 * Text as HTML may hold it. Beyond the four characters that mean something in HTML, what a reader can't see is shown:
 * control characters (an ANSI colour in a log line) and those that reverse the direction of the text around them, with
 * which a line can be made to read as another (CVE-2021-42574).
 */
final class Escape {

    private Escape() {}

    static void to(StringBuilder out, String text) {
        text.codePoints().forEach(c -> escape(out, c));
    }

    private static void escape(StringBuilder out, int c) {
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            case '\n', '\t' -> out.append((char) c);
            case '\r' -> {
                // A line end of its own kind says nothing to a reader; the newline after it is kept.
            }
            default -> {
                if (c < ' ') {
                    out.append((char) ('\u2400' + c)); // Unicode's pictures of control characters
                } else if (isHidden(c)) {
                    out.append("[U+")
                            .append(Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT))
                            .append(']');
                } else {
                    out.appendCodePoint(c);
                }
            }
        }
    }

    private static boolean isHidden(int c) {
        boolean control = c >= 0x7f && c <= 0x9f;
        boolean direction = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
        boolean halfCharacter = c >= 0xd800 && c <= 0xdfff;
        boolean notACharacter = (c & 0xfffe) == 0xfffe;
        return control || direction || halfCharacter || notACharacter;
    }
}
