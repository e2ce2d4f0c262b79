package io.groundcheck.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A state file, asked the one question that doesn't need a Terraform process. */
final class LocalState {

    private LocalState() {}

    /** Whether it is surely empty; a file that can't be read is not. */
    static boolean isEmpty(Path file) {
        try {
            JsonNode resources =
                    JsonMapper.shared().readTree(Files.readString(file)).path("resources");
            return resources.isArray() && resources.isEmpty();
        } catch (IOException | JacksonException e) {
            return false; // Terraform will say what is wrong with it
        }
    }
}
