package io.groundcheck.terraform;

import io.groundcheck.plan.Secrets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * An error or a warning, as Terraform tells it in JSON
 * (https://developer.hashicorp.com/terraform/internals/machine-readable-ui#diagnostic). Terraform has hidden what it
 * knows to be sensitive.
 *
 * @param severity what it is
 * @param summary in one line
 * @param detail the rest; may be empty
 * @param address the resource it is about
 * @param source where in the configuration it arose
 */
public record Diagnostic(
        Severity severity, String summary, String detail, Optional<String> address, Optional<Source> source) {

    private static final Pattern BLOCK = Pattern.compile("(\\w+) \"([^\"]+)\"(?: \"([^\"]+)\")?");

    /** How bad it is. */
    public enum Severity {
        /** The command failed. */
        ERROR,
        /** It did not. */
        WARNING
    }

    /**
     * A place in the configuration.
     *
     * @param file relative to the root module
     * @param line from 1
     * @param context the block around it, such as {@code resource "aws_s3_bucket" "this"}; may be empty
     * @param code the lines of HCL; may be empty
     */
    public record Source(String file, int line, String context, String code) {}

    static Diagnostic ofJson(JsonNode json) {
        JsonNode range = json.path("range");
        JsonNode snippet = json.path("snippet");
        Optional<Source> source = range.isObject()
                ? Optional.of(new Source(
                        range.path("filename").asString(""),
                        range.path("start").path("line").asInt(0),
                        context(range.path("filename").asString(""), snippet),
                        code(range.path("filename").asString(""), snippet)))
                : Optional.empty();
        return new Diagnostic(
                json.path("severity").asString("").equals("warning") ? Severity.WARNING : Severity.ERROR,
                json.path("summary").asString(""),
                json.path("detail").asString(""),
                Optional.ofNullable(json.path("address").asString(null)),
                source);
    }

    /** A value in a variables file has no block around it; the variable is what it is about. */
    private static String context(String file, JsonNode snippet) {
        String told = snippet.path("context").asString("");
        if (!told.isEmpty() || !file.endsWith(".tfvars.json")) {
            return told;
        }
        return VariableAt.offset(
                        snippet.path("code").asString(""),
                        snippet.path("highlight_start_offset").asInt(0))
                .map(name -> "variable \"" + name + "\"")
                .orElse("");
    }

    /** A line of a variables file holds every variable's value; only the configuration's own lines are for people. */
    private static String code(String file, JsonNode snippet) {
        return file.endsWith(".tfvars") || file.endsWith(".tfvars.json")
                ? ""
                : snippet.path("code").asString("");
    }

    Diagnostic masked(Secrets secrets) {
        return new Diagnostic(
                severity,
                secrets.mask(summary),
                secrets.mask(detail),
                address.map(secrets::mask),
                source.map(at -> new Source(at.file(), at.line(), at.context(), secrets.mask(at.code()))));
    }

    /**
     * What it is about: the resource's address where Terraform tells it, otherwise the block that it points to, such as
     * {@code var.cidr_block}, {@code output.url}, {@code check.reachable} or {@code aws_vpc.this}.
     */
    public Optional<String> subject() {
        return address.or(() -> source.map(Source::context).flatMap(Diagnostic::block));
    }

    private static Optional<String> block(String context) {
        Matcher block = BLOCK.matcher(context);
        if (!block.matches()) {
            return Optional.empty();
        }
        String first = block.group(2);
        String second = block.group(3);
        return Optional.of(
                switch (block.group(1)) {
                    case "resource" -> first + "." + second;
                    case "data" -> "data." + first + "." + second;
                    case "variable" -> "var." + first;
                    default -> block.group(1) + "." + first;
                });
    }

    /** Whether the command failed because of it. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** For people: what, where with the line of HCL, and the detail. */
    @Override
    public String toString() {
        var text = new StringBuilder(isError() ? "Error: " : "Warning: ").append(summary);
        address.ifPresent(of -> text.append("\n  with ").append(of));
        source.ifPresent(at -> {
            text.append("\n  at ").append(at.file()).append(':').append(at.line());
            if (!at.context().isEmpty()) {
                text.append(", in ").append(at.context());
            }
            if (!at.code().isEmpty()) {
                text.append(":\n    ").append(at.code().strip().replace("\n", "\n    "));
            }
        });
        if (!detail.isEmpty()) {
            text.append("\n  ").append(detail.strip().replace("\n", "\n  "));
        }
        return text.toString();
    }
}
