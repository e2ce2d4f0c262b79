package io.groundcheck.connections.person;

import io.groundcheck.connections.problem.ProblemException;
import io.groundcheck.connections.resource.Created;
import io.groundcheck.connections.resource.EntityTag;
import io.groundcheck.connections.resource.IdempotencyToken;
import io.groundcheck.connections.resource.Ids;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/people")
class PersonController {

    private final PersonStore store;
    private final Clock clock;

    PersonController(PersonStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<Person> create(
            @Valid @RequestBody PersonRequest request,
            @RequestHeader(name = IdempotencyToken.HEADER, required = false) @Nullable String key) {
        Optional<IdempotencyToken> token = IdempotencyToken.of("people", key, request.name(), request.email());
        Person person = new Person(Ids.next(clock), request.name(), request.email(), 1);
        Created<Person> created = store.createPerson(person, token);
        return ResponseEntity.status(created.replayed() ? HttpStatus.OK : HttpStatus.CREATED)
                // Relative: behind a load balancer the service doesn't know its own address.
                .location(URI.create("/people/" + created.value().id()))
                .eTag(EntityTag.of(created.value().version()))
                .body(created.value());
    }

    @GetMapping("/{id}")
    ResponseEntity<Person> read(@PathVariable String id) {
        return answer(known(id));
    }

    @PutMapping("/{id}")
    ResponseEntity<Person> replace(
            @PathVariable String id,
            @Valid @RequestBody PersonRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        long expected = EntityTag.expectedVersion(ifMatch);
        return answer(store.replacePerson(known(id).changedTo(request.name(), request.email(), expected)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        if (Ids.isId(id)) {
            store.deletePerson(id);
        }
    }

    private Person known(String id) {
        return Optional.of(id)
                .filter(Ids::isId)
                .flatMap(store::findPerson)
                .orElseThrow(() -> ProblemException.unknownPerson(id));
    }

    private static ResponseEntity<Person> answer(Person person) {
        return ResponseEntity.ok().eTag(EntityTag.of(person.version())).body(person);
    }
}
