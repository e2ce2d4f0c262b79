package io.groundcheck.release.smoke;

import io.cucumber.core.plugin.HtmlFormatter;
import io.cucumber.core.plugin.JUnitFormatter;
import io.cucumber.plugin.Plugin;
import io.groundcheck.release.smoke.candidate.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Cucumber's HTML and JUnit XML reports. They are made in memory and written with their secrets replaced: an exception
 * of any library may carry one, and the disk should never see it.
 */
final class ReportFiles {

    static final String HTML = "smoke.html";
    static final String JUNIT_XML = "smoke.xml";

    private final Path folder;
    private final Secrets secrets;
    private final ByteArrayOutputStream html = new ByteArrayOutputStream();
    private final ByteArrayOutputStream xml = new ByteArrayOutputStream();

    ReportFiles(Path folder, Secrets secrets) {
        this.folder = folder;
        this.secrets = secrets;
    }

    /** The formatters, to be given to Cucumber once. */
    Plugin[] formatters() {
        try {
            return new Plugin[] {new HtmlFormatter(html), new JUnitFormatter(xml)};
        } catch (IOException e) {
            throw new UncheckedIOException("cannot begin the HTML report", e);
        }
    }

    void write() {
        try {
            Files.createDirectories(folder);
            write(HTML, html);
            write(JUNIT_XML, xml);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the smoke reports to " + folder + ": " + e.getMessage(), e);
        }
    }

    private void write(String name, ByteArrayOutputStream content) throws IOException {
        Files.writeString(folder.resolve(name), secrets.redact(content.toString(StandardCharsets.UTF_8)));
    }
}
