package io.groundcheck.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElementTest {

    @Test
    void text_and_attribute_values_are_escaped() {
        assertThat(Element.of("p")
                        .attr("title", "\"'<&>")
                        .text("a < b & \"c\" > 'd'")
                        .toHtml())
                .isEqualTo("<p title=\"&quot;&#39;&lt;&amp;&gt;\">a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;</p>");
    }

    @Test
    void what_a_reader_cannot_see_is_shown() {
        assertThat(Element.of("p", "\u001b[31mred\u0000 a\r\nb\tc \u202egnp.exe \u2066x\u0085 \ud800")
                        .toHtml())
                .isEqualTo("<p>\u241b[31mred\u2400 a\nb\tc [U+202E]gnp.exe [U+2066]x[U+85] [U+D800]</p>");
    }

    @Test
    void characters_beyond_the_basic_plane_are_kept() {
        assertThat(Element.of("p", "köln 🚀 東京").toHtml()).isEqualTo("<p>köln 🚀 東京</p>");
    }

    @Test
    void elements_stand_in_one_another() {
        assertThat(Element.of("p")
                        .text("a")
                        .add(Element.of("br"), Element.of("b", "c"))
                        .text("d")
                        .toHtml())
                .isEqualTo("<p>a<br><b>c</b>d</p>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"script", "SCRIPT", "style", "iframe", "object", "embed", "base", "p onclick=x", "", "p>"})
    void elements_that_run_or_fetch_something_are_refused(String name) {
        assertThatThrownBy(() -> Element.of(name))
                .hasMessage("element: expected a harmless element's name, but was '" + name + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"onclick", "ONLOAD", "style", "a b", "x=\"y"})
    void attributes_that_run_something_are_refused(String name) {
        assertThatThrownBy(() -> Element.of("p").attr(name, "x"))
                .hasMessage("attribute: expected a harmless one's name, but was '" + name + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JavaScript:x",
                "data:text/html,x",
                " javascript:x",
                "//evil.test/x",
                "vbscript:x"
            })
    void an_address_that_could_run_something_becomes_text(String address) {
        assertThat(Element.link(address, "there").toHtml()).isEqualTo("<span>there</span>");
        assertThatThrownBy(() -> Element.of("a").attr("href", address))
                .hasMessage("href: expected http, https or a relative path, but was '" + address + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a.test/x?y=1", "https://a.test", "#part", "reports/x.html"})
    void an_ordinary_address_is_a_link(String address) {
        assertThat(Element.link(address, "there").toHtml())
                .isEqualTo("<a href=\"" + address + "\" rel=\"noreferrer\">there</a>");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1.5,1.5", "1.25,1.25", "0.004,0", "-0.5,-0.5", "-0.001,0", "12.3456,12.35", "1000000,1000000"})
    void numbers_are_short_and_never_in_the_machine_s_locale(double value, String text) {
        assertThat(Decimals.brief(value)).isEqualTo(text);
    }
}
