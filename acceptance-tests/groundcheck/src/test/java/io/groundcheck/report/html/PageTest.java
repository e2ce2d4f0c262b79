package io.groundcheck.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    @TempDir
    private Path folder;

    @Test
    void the_policy_allows_the_page_s_own_style_and_nothing_else() throws Exception {
        String html = Page.titled("t").toHtml();

        String css = html.substring(html.indexOf("<style>") + 7, html.indexOf("</style>"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
        assertThat(html)
                .contains("content=\"default-src &#39;none&#39;; style-src &#39;sha256-"
                        + Base64.getEncoder().encodeToString(digest)
                        + "&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;\"");
        assertThat(css).doesNotContain("@import", "url(", "<");
    }

    @Test
    void what_is_to_be_hidden_is_hidden_in_the_title_too() {
        String html = Page.titled("about secret")
                .add(Element.of("p", "a secret"))
                .hiding(text -> text.replace("secret", "(sensitive value)"))
                .toHtml();

        assertThat(html).doesNotContain("secret").contains("<title>about (sensitive value)</title>");
    }

    @Test
    void a_report_replaces_an_earlier_one_and_leaves_nothing_beside_it() throws Exception {
        Path file = folder.resolve("a/b/index.html");
        Page.titled("first").writeTo(file);
        Page.titled("second").writeTo(file);

        assertThat(Files.readString(file)).contains("<h1>second</h1>");
        assertThat(folder.resolve("a/b").toFile().list()).containsExactly("index.html");
    }

    @Test
    void a_file_that_cannot_be_written_is_an_error_and_leaves_nothing_behind() throws Exception {
        Files.createDirectories(folder.resolve("taken/full"));

        assertThatThrownBy(() -> Page.titled("t").writeTo(folder.resolve("taken")))
                .isInstanceOf(java.io.IOException.class);
        assertThat(folder.toFile().list()).containsExactly("taken");
    }

    /** WCAG 2.2: text 4.5 to 1 (1.4.3), drawings 3 to 1 (1.4.11), in both schemes. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void colours_contrast_with_what_they_stand_on(int scheme) {
        Map<String, Integer> colours = colours(Page.titled("t").toHtml(), scheme);

        for (String text : new String[] {"ink", "quiet", "good", "bad", "warn", "link"}) {
            assertThat(contrast(colours, text, "paper")).as(text + " on paper").isGreaterThanOrEqualTo(4.5);
            assertThat(contrast(colours, text, "raised"))
                    .as(text + " on raised")
                    .isGreaterThanOrEqualTo(4.5);
        }
        for (String row : new String[] {"added", "removed", "changed"}) {
            assertThat(contrast(colours, "ink", row)).as("ink on " + row).isGreaterThanOrEqualTo(4.5);
        }
        for (String drawn : new String[] {"s0", "s1", "s2", "s3", "s4", "s5", "bad"}) {
            assertThat(contrast(colours, drawn, "paper"))
                    .as(drawn + " on paper")
                    .isGreaterThanOrEqualTo(3);
        }
    }

    private static Map<String, Integer> colours(String html, int scheme) {
        String root = html.split(":root \\{", -1)[scheme + 1];
        var colours = new LinkedHashMap<String, Integer>();
        Pattern.compile("--([a-z0-9]+): #([0-9a-f]{6});")
                .matcher(root.substring(0, root.indexOf('}')))
                .results()
                .forEach(found -> colours.put(found.group(1), Integer.parseInt(found.group(2), 16)));
        return colours;
    }

    private static double contrast(Map<String, Integer> colours, String one, String other) {
        double a = luminance(colours.getOrDefault(one, 0));
        double b = luminance(colours.getOrDefault(other, 0));
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16 & 255) + 0.7152 * linear(colour >> 8 & 255) + 0.0722 * linear(colour & 255);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
