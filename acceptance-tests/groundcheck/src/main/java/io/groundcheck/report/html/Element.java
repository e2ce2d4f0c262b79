package io.groundcheck.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * An element of HTML or SVG. Text and attribute values are escaped as they are written; there is no way to put markup
 * in as a string, and none to put in a script, an event handler or an inline style, which {@link Page}'s policy would
 * refuse anyway.
 *
 * <pre>{@code
 * Element.of("p").attr("class", "note").text("1 < 2, says ").add(Element.of("b").text(name));
 * }</pre>
 */
public final class Element {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9:-]*");
    private static final Pattern LINK = Pattern.compile("(https?://|#).*|(?!//)[\\w./%-]*");
    private static final Set<String> REFUSED = Set.of("script", "style", "iframe", "object", "embed", "base");
    private static final Set<String> VOID = Set.of("meta", "br", "hr", "col", "img", "input", "link", "wbr");

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Object> children = new ArrayList<>();

    private Element(String name) {
        this.name = name;
    }

    /**
     * An empty element.
     *
     * @throws IllegalArgumentException for what isn't a name, and for elements that run or fetch something
     */
    public static Element of(String name) {
        if (!NAME.matcher(name).matches() || REFUSED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("element: expected a harmless element's name, but was '" + name + "'");
        }
        return new Element(name);
    }

    /** An element with text in it. */
    public static Element of(String name, String text) {
        return of(name).text(text);
    }

    /** A link where the address is http, https or a relative path; plain text where it is anything else. */
    public static Element link(String address, String text) {
        return isLink(address)
                ? of("a").attr("href", address).attr("rel", "noreferrer").text(text)
                : of("span", text);
    }

    /**
     * Sets an attribute.
     *
     * @throws IllegalArgumentException for event handlers, inline styles, and links to anything but http, https or a
     *     relative path
     */
    public Element attr(String attribute, String value) {
        String lower = attribute.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(attribute).matches() || lower.startsWith("on") || lower.equals("style")) {
            throw new IllegalArgumentException(
                    "attribute: expected a harmless one's name, but was '" + attribute + "'");
        }
        if ((lower.endsWith("href") || lower.equals("src")) && !isLink(value)) {
            throw new IllegalArgumentException(
                    attribute + ": expected http, https or a relative path, but was '" + value + "'");
        }
        attributes.put(attribute, value);
        return this;
    }

    /** Sets an attribute to a number, with two decimals at most: enough for a drawing, and short. */
    public Element attr(String attribute, double value) {
        return attr(attribute, Decimals.brief(value));
    }

    /** Adds text after what is there. */
    public Element text(String text) {
        children.add(text);
        return this;
    }

    /** Adds elements after what is there. */
    public Element add(Element... elements) {
        return addAll(List.of(elements));
    }

    /** Adds elements after what is there. */
    public Element addAll(Iterable<Element> elements) {
        elements.forEach(children::add);
        return this;
    }

    /** The element as HTML. */
    public String toHtml() {
        var out = new StringBuilder();
        write(out, UnaryOperator.identity());
        return out.toString();
    }

    void write(StringBuilder out, UnaryOperator<String> mask) {
        out.append('<').append(name);
        attributes.forEach((attribute, value) -> {
            out.append(' ').append(attribute).append("=\"");
            Escape.to(out, value);
            out.append('"');
        });
        out.append('>');
        if (VOID.contains(name)) {
            return;
        }
        for (Object child : children) {
            if (child instanceof Element element) {
                element.write(out, mask);
            } else {
                Escape.to(out, mask.apply((String) child));
            }
        }
        out.append("</").append(name).append('>');
    }

    private static boolean isLink(String address) {
        return LINK.matcher(address).matches();
    }

    /** The element as HTML, for messages. */
    @Override
    public String toString() {
        return toHtml();
    }
}
