package io.groundcheck.terraform;

import io.groundcheck.files.PrivateFiles;
import io.groundcheck.plan.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Values for a root module's variables. They travel in a {@code .tfvars.json} file, which takes any text as it is;
 * {@code -var} and {@code TF_VAR_} read values as HCL, and show them to whoever lists processes.
 */
public final class Variables {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final TreeMap<String, JsonNode> values = new TreeMap<>();
    private final Set<String> sensitive = new TreeSet<>();

    /**
     * Sets a variable.
     *
     * @param name as declared
     * @param value text, number, truth value, list, map, or a record of these
     * @throws IllegalArgumentException if the name is none
     */
    public void set(String name, Object value) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_-]*")) {
            throw new IllegalArgumentException("name: expected a variable's name, but was \"" + name + "\"");
        }
        values.put(name, JSON.valueToTree(value));
    }

    /** Sets a variable whose value is kept out of every log and message. */
    public void setSensitive(String name, Object value) {
        set(name, value);
        sensitive.add(name);
    }

    /** The texts in the sensitive ones. */
    public Secrets secrets() {
        var found = new HashSet<String>();
        values.forEach((name, value) -> {
            if (sensitive.contains(name)) {
                texts(value, found);
            }
        });
        return Secrets.of(found);
    }

    private static void texts(JsonNode value, Set<String> found) {
        if (value.isString() || value.isNumber()) {
            found.add(value.asString());
        }
        value.forEach(child -> texts(child, found));
    }

    /** Writes them all to a file with mode 0600. */
    public void writeTo(Path file) throws IOException {
        PrivateFiles.write(file, JSON.writeValueAsString(values));
    }

    /** The names; values may be secret. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
