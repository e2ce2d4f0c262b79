package io.groundcheck.terraform;

import java.util.List;

/** {@code terraform providers schema -json}: the schema of every provider that the configuration uses. */
public record ProvidersSchemaCommand() implements Subcommand {

    @Override
    public List<String> argv() {
        return List.of("providers", "schema", "-json");
    }

    @Override
    public String title() {
        return "providers schema";
    }
}
