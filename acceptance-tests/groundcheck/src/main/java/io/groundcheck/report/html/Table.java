package io.groundcheck.report.html;

import java.util.List;

/** A table with a caption and column headings, which a screen reader can walk; it scrolls where the page is narrow. */
public final class Table {

    private final Element head = Element.of("tr");
    private final Element body = Element.of("tbody");
    private final Element caption;

    private Table(String caption) {
        this.caption = Element.of("caption", caption);
    }

    /** A table of this caption. */
    public static Table of(String caption) {
        return new Table(caption);
    }

    /** Adds a column of text. */
    public Table column(String heading) {
        head.add(Element.of("th", heading).attr("scope", "col"));
        return this;
    }

    /** Adds a column of numbers, aligned to the right. */
    public Table number(String heading) {
        head.add(Element.of("th", heading).attr("scope", "col").attr("class", "number"));
        return this;
    }

    /** Adds a row; its cells come from {@link #cell}, {@link #heading} and {@link #numberCell}. */
    public Table row(List<Element> cells) {
        body.add(Element.of("tr").addAll(cells));
        return this;
    }

    /** Adds a row. */
    public Table row(Element... cells) {
        return row(List.of(cells));
    }

    /** A cell of text. */
    public static Element cell(String text) {
        return Element.of("td", text);
    }

    /** The cell that names its row. */
    public static Element heading(String text) {
        return Element.of("th", text).attr("scope", "row");
    }

    /** A cell of a number, aligned to the right. */
    public static Element numberCell(String text) {
        return Element.of("td", text).attr("class", "number");
    }

    /** A cell of a count. */
    public static Element numberCell(long count) {
        return numberCell(Decimals.count(count));
    }

    /** The table, in the box that scrolls. */
    public Element element() {
        return Element.of("div")
                .attr("class", "scroll")
                .add(Element.of("table").add(caption, Element.of("thead").add(head), body));
    }
}
