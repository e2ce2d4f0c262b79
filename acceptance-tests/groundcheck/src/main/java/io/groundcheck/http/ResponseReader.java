package io.groundcheck.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads one HTTP/1.1 answer off a stream, by RFC 9112: what frames the body, and whether another may follow. */
final class ResponseReader {

    private static final int LONGEST_LINE = 64 * 1024;

    private final InputStream in;
    private boolean keepsAlive;

    ResponseReader(InputStream in) {
        this.in = in;
    }

    /** Whether the answer just read leaves the connection open and at the start of the next one. */
    boolean keepsAlive() {
        return keepsAlive;
    }

    Response read(String method) throws IOException {
        String statusLine = line("before the status line");
        int status = status(statusLine);
        Map<String, List<String>> headers = headers();
        while (status >= 100 && status < 200) {
            statusLine = line("after an interim answer");
            status = status(statusLine);
            headers = headers();
        }
        boolean ends = hasToken(headers, "connection", "close")
                || (statusLine.startsWith("HTTP/1.0") && !hasToken(headers, "connection", "keep-alive"));
        byte[] body = body(method, status, headers);
        keepsAlive = keepsAlive && !ends;
        return new Response(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    private static int status(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
            throw new IOException("not an HTTP/1.1 answer: " + abbreviate(line));
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private Map<String, List<String>> headers() throws IOException {
        var headers = new LinkedHashMap<String, List<String>>();
        while (true) {
            String line = line("within the headers");
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("not a header line: " + abbreviate(line));
            }
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
    }

    private byte[] body(String method, int status, Map<String, List<String>> headers) throws IOException {
        keepsAlive = true;
        if (method.equals("HEAD") || status == 204 || status == 304) {
            return new byte[0];
        }
        if (hasToken(headers, "transfer-encoding", "chunked")) {
            return chunks();
        }
        List<String> lengths = headers.getOrDefault("content-length", List.of());
        if (!lengths.isEmpty()) {
            return exactly(number(lengths.get(0), 10, "Content-Length"), "within the body");
        }
        keepsAlive = false;
        return in.readAllBytes();
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            String size = line("before a chunk");
            int extension = size.indexOf(';');
            int length = number(extension < 0 ? size : size.substring(0, extension), 16, "chunk size");
            if (length == 0) {
                headers(); // trailers, read so that the next answer starts where it should
                return body.toByteArray();
            }
            body.write(exactly(length, "within a chunk"));
            line("after a chunk");
        }
    }

    private byte[] exactly(int length, String where) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException(where + ": " + bytes.length + " of " + length + " bytes came");
        }
        return bytes;
    }

    private String line(String where) throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException(where);
            }
            if (next == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            if (line.size() >= LONGEST_LINE) {
                throw new IOException("a line longer than " + LONGEST_LINE + " bytes " + where);
            }
            line.write(next);
        }
    }

    private static int number(String text, int radix, String what) throws IOException {
        try {
            int number = Integer.parseInt(text.strip(), radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below, with what was found
        }
        throw new IOException("not a " + what + ": " + abbreviate(text));
    }

    private static boolean hasToken(Map<String, List<String>> headers, String name, String token) {
        return headers.getOrDefault(name, List.of()).stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .anyMatch(part -> part.strip().toLowerCase(Locale.ROOT).equals(token));
    }

    private static String abbreviate(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
