package io.groundcheck.terraform;

import io.groundcheck.plan.Secrets;
import java.util.Optional;
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
                        snippet.path("context").asString(""),
                        snippet.path("code").asString("")))
                : Optional.empty();
        return new Diagnostic(
                json.path("severity").asString("").equals("warning") ? Severity.WARNING : Severity.ERROR,
                json.path("summary").asString(""),
                json.path("detail").asString(""),
                Optional.ofNullable(json.path("address").asString(null)),
                source);
    }

    Diagnostic masked(Secrets secrets) {
        return new Diagnostic(
                severity,
                secrets.mask(summary),
                secrets.mask(detail),
                address.map(secrets::mask),
                source.map(at -> new Source(at.file(), at.line(), at.context(), secrets.mask(at.code()))));
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
