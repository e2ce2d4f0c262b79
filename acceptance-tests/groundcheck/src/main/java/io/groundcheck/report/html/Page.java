package io.groundcheck.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.UnaryOperator;

/**
 * One self-contained page: style inside, no script, light or dark as the reader's system is. Its content security
 * policy allows its own style and nothing else, so that even a fault in the escaping could neither run nor fetch
 * anything.
 */
public final class Page {

    private static final String CSS = css();

    private final String title;
    private final Element main = Element.of("main");

    private UnaryOperator<String> mask = UnaryOperator.identity();

    private Page(String title) {
        this.title = title;
    }

    /** A page of this title, which is also its first heading. */
    public static Page titled(String title) {
        var page = new Page(title);
        page.main.add(Element.of("h1", title));
        return page;
    }

    /**
     * Takes out of each text what must not be shown. A text put together from several elements is masked one by one, so
     * what may hold a secret belongs into one element.
     */
    public Page hiding(UnaryOperator<String> mask) {
        this.mask = mask;
        return this;
    }

    /** Adds to the page. */
    public Page add(Element... elements) {
        main.add(elements);
        return this;
    }

    /** Adds to the page. */
    public Page addAll(Iterable<Element> elements) {
        main.addAll(elements);
        return this;
    }

    /** The page as HTML. */
    public String toHtml() {
        String policy = "default-src 'none'; style-src '" + sha256(CSS) + "'; base-uri 'none'; form-action 'none'";
        Element head = Element.of("head")
                .add(
                        Element.of("meta").attr("charset", "utf-8"),
                        Element.of("meta")
                                .attr("http-equiv", "Content-Security-Policy")
                                .attr("content", policy),
                        Element.of("meta")
                                .attr("name", "viewport")
                                .attr("content", "width=device-width, initial-scale=1"),
                        Element.of("meta").attr("name", "color-scheme").attr("content", "light dark"),
                        Element.of("title", mask.apply(title)));
        String headHtml = head.toHtml();
        var out = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n");
        out.append(headHtml, 0, headHtml.length() - "</head>".length());
        out.append("<style>").append(CSS).append("</style></head>\n<body>");
        main.write(out, mask);
        return out.append("</body>\n</html>\n").toString();
    }

    /**
     * Writes the page, and the folders above it where they are missing. Whoever reads the file meanwhile sees the old
     * page or the new one, never a part.
     *
     * @return the file
     * @throws IOException if the file can't be written
     */
    public Path writeTo(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null) {
            throw new IOException(file + ": expected a file, but this is a folder");
        }
        Files.createDirectories(folder);
        Path written = Files.createTempFile(folder, "report", ".part");
        try {
            Files.writeString(written, toHtml());
            Files.move(written, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
        return file;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String css() {
        try (InputStream css = Page.class.getResourceAsStream("page.css")) {
            if (css == null) {
                throw new IllegalStateException("page.css is missing beside " + Page.class.getName());
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
