package io.groundcheck.connections.connection;

import io.groundcheck.connections.problem.ProblemException;
import io.groundcheck.connections.problem.ProblemType;
import io.groundcheck.connections.resource.Created;
import io.groundcheck.connections.resource.EntityTag;
import io.groundcheck.connections.resource.IdempotencyToken;
import io.groundcheck.connections.resource.Ids;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/people/{from}/connections")
class ConnectionController {

    private final ConnectionStore store;
    private final Clock clock;

    ConnectionController(ConnectionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<Connection> connect(
            @PathVariable String from,
            @Valid @RequestBody ConnectionRequest request,
            @RequestHeader(name = IdempotencyToken.HEADER, required = false) @Nullable String key) {
        requirePersonId(from);
        requirePersonId(request.to());
        if (from.equals(request.to())) {
            throw new ProblemException(ProblemType.SELF_CONNECTION, "to must be another person than " + from);
        }
        Optional<IdempotencyToken> token = IdempotencyToken.of(
                "connections/" + from, key, request.to(), request.kind().name());
        Created<Connection> created =
                store.connect(new Connection(Ids.next(clock), from, request.to(), request.kind(), 1), token);
        Connection connection = created.value();
        return ResponseEntity.status(created.replayed() ? HttpStatus.OK : HttpStatus.CREATED)
                .location(URI.create("/people/%s/connections/%s".formatted(from, connection.id())))
                .eTag(EntityTag.of(connection.version()))
                .body(connection);
    }

    @GetMapping
    ConnectionPage list(
            @PathVariable String from,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        requirePersonId(from);
        // One more than asked for: only then is it known whether there is a next page.
        List<Connection> found = store.listConnections(from, limit + 1, Cursor.decode(cursor));
        if (found.size() <= limit) {
            return new ConnectionPage(found, null);
        }
        return new ConnectionPage(found.subList(0, limit), Cursor.after(found.get(limit - 1)));
    }

    @GetMapping("/{id}")
    ResponseEntity<Connection> read(@PathVariable String from, @PathVariable String id) {
        return Optional.of(id)
                .filter(wanted -> Ids.isId(from) && Ids.isId(wanted))
                .flatMap(wanted -> store.findConnection(from, wanted))
                .map(found ->
                        ResponseEntity.ok().eTag(EntityTag.of(found.version())).body(found))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNKNOWN_CONNECTION, "%s has no connection with the id %s".formatted(from, id)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String from, @PathVariable String id) {
        if (Ids.isId(from) && Ids.isId(id)) {
            store.deleteConnection(from, id);
        }
    }

    private static void requirePersonId(String id) {
        if (!Ids.isId(id)) {
            throw ProblemException.unknownPerson(id);
        }
    }
}
