package io.groundcheck.release.report;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.opentest4j.TestAbortedException;

/** A real browser without a window and without a network, that opens one page and tells what became of it. */
final class Chromium {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Pattern ADDRESS = Pattern.compile("\"url\":\"(https?:[^\"]+)\"");
    private static final long SECONDS = 60;

    private final Path executable;
    private final Path folder;

    /** What the reader's system asks for. */
    enum Scheme {
        LIGHT(1),
        DARK(0);

        /** Blink's mojom::PreferredColorScheme. */
        private final int setting;

        Scheme(int setting) {
            this.setting = setting;
        }
    }

    /**
     * A page as the browser sees it.
     *
     * @param dom the document after loading, as HTML
     * @param console every line that the page or the browser about it wrote to the console
     * @param fetched the addresses that it tried to fetch something from
     * @param image what it looks like
     */
    record Opened(String dom, List<String> console, List<String> fetched, BufferedImage image) {}

    private Chromium(Path executable, Path folder) {
        this.executable = executable;
        this.folder = folder;
    }

    /**
     * The browser on PATH.
     *
     * @param folder where it keeps its profile and the pictures
     * @throws TestAbortedException if there is none: then the test has not run, and says why
     * @throws AssertionError if there is none although everything is required
     */
    static Chromium find(Path folder, Map<String, String> environment) {
        Optional<Path> found = NAMES.stream()
                .flatMap(name -> Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(path -> Path.of(path, name)))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isPresent()) {
            return new Chromium(found.get(), folder);
        }
        String reason =
                "no browser: none of " + NAMES + " is on PATH. Install one, on Debian with: apt-get install chromium";
        if (environment.getOrDefault("GROUNDCHECK_REQUIRE", "").equals("all")) {
            throw new AssertionError(reason);
        }
        throw new TestAbortedException(reason);
    }

    /** Opens a page and waits until it has loaded. */
    Opened open(Path page, Scheme scheme, int width, int height) throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory(folder, "profile");
        Path dom = profile.resolve("dom.html");
        Path console = profile.resolve("console.txt");
        Path requests = profile.resolve("requests.json");
        Path picture = profile.resolve("picture.png");
        Process browser = new ProcessBuilder(
                        executable.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--hide-scrollbars",
                        "--enable-logging=stderr",
                        "--host-resolver-rules=MAP * ~NOTFOUND",
                        "--proxy-server=http://127.0.0.1:9",
                        "--blink-settings=preferredColorScheme=" + scheme.setting,
                        "--window-size=" + width + "," + height,
                        "--user-data-dir=" + profile,
                        "--log-net-log=" + requests,
                        "--screenshot=" + picture,
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(console.toFile())
                .start();
        if (!browser.waitFor(SECONDS, TimeUnit.SECONDS)) {
            browser.descendants().forEach(ProcessHandle::destroyForcibly);
            browser.destroyForcibly();
            throw new IOException("chromium took longer than " + SECONDS + " s for " + page);
        }
        List<String> said = Files.readAllLines(console);
        if (browser.exitValue() != 0) {
            throw new IOException("chromium ended with " + browser.exitValue() + " for " + page + ": " + said);
        }
        BufferedImage image = ImageIO.read(picture.toFile());
        if (image == null) {
            throw new IOException(picture + " is no picture");
        }
        return new Opened(
                Files.readString(dom),
                said.stream().filter(line -> line.contains("CONSOLE")).toList(),
                fetched(requests),
                image);
    }

    /** From Chromium's own log of requests, an event per line: the page's, not those the browser makes for itself. */
    private static List<String> fetched(Path requests) throws IOException {
        return Files.readAllLines(requests).stream()
                .filter(event -> event.contains("site=file://"))
                .flatMap(event -> ADDRESS.matcher(event).results())
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }
}
