package io.groundcheck.report.html;

/** The few numbers and names that a reader looks for first. */
public final class Facts {

    private final Element list = Element.of("dl").attr("class", "facts");

    private Facts() {}

    /** No facts yet. */
    public static Facts none() {
        return new Facts();
    }

    /** Adds one. */
    public Facts fact(String name, String value) {
        list.add(Element.of("div").add(Element.of("dt", name), Element.of("dd", value)));
        return this;
    }

    /** As a list. */
    public Element element() {
        return list;
    }
}
