package io.groundcheck.connections.version;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class IndexController {

    private final Index index;

    IndexController(@Value("${connections.greeting}") String greeting) {
        index = new Index("connections", greeting);
    }

    @GetMapping("/")
    Index index() {
        return index;
    }

    record Index(String service, String message) {}
}
