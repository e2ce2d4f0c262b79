package io.groundcheck.connections.openapi;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the committed document. It is written by hand: springdoc brings Jackson 2 beside Spring's Jackson 3, and a
 * test holds the document to the real endpoints and records anyway.
 */
@RestController
class OpenApiController {

    private final Resource document = new ClassPathResource("openapi.json");

    @GetMapping(path = "/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Resource document() {
        return document;
    }
}
