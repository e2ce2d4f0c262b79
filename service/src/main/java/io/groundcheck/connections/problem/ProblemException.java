package io.groundcheck.connections.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An error meant for the caller: its type, and a detail that says what was wrong and what to do. */
public final class ProblemException extends RuntimeException {

    private final ProblemType type;
    private final List<FieldError> errors;

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of(), null);
    }

    public ProblemException(ProblemType type, String detail, Throwable cause) {
        this(type, detail, List.of(), cause);
    }

    private ProblemException(ProblemType type, String detail, List<FieldError> errors, @Nullable Throwable cause) {
        super(detail, cause);
        this.type = type;
        this.errors = List.copyOf(errors);
    }

    /** A request with a field, a parameter or a header that isn't valid. */
    public static ProblemException invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)), null);
    }

    /** A request with several of them. */
    public static ProblemException invalid(List<FieldError> errors, @Nullable Throwable cause) {
        String detail = errors.size() == 1
                ? "%s %s".formatted(errors.get(0).field(), errors.get(0).message())
                : "%d fields aren't valid".formatted(errors.size());
        return new ProblemException(ProblemType.INVALID_REQUEST, detail, errors, cause);
    }

    public static ProblemException unknownPerson(String id) {
        return new ProblemException(ProblemType.UNKNOWN_PERSON, "There is no person with the id " + id);
    }

    public ProblemType type() {
        return type;
    }

    /** What is wrong, field by field; empty unless the type is {@link ProblemType#INVALID_REQUEST}. */
    public List<FieldError> errors() {
        return errors;
    }

    /** One entry of the problem's {@code errors}. */
    public record FieldError(String field, String message) {}
}
