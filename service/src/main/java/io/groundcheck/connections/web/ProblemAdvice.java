package io.groundcheck.connections.web;

import io.groundcheck.connections.problem.ProblemException;
import io.groundcheck.connections.problem.ProblemException.FieldError;
import io.groundcheck.connections.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;

/** Turns whatever goes wrong into a problem detail (RFC 9457); Spring's own errors keep its texts. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    @Nullable ResponseEntity<Object> handleProblem(ProblemException problem, WebRequest request) {
        HttpStatusCode status = HttpStatusCode.valueOf(problem.type().status());
        HttpHeaders headers = new HttpHeaders();
        if (problem.type() == ProblemType.STORE_UNAVAILABLE) {
            log.warn("the store doesn't answer", problem);
            headers.set(HttpHeaders.RETRY_AFTER, "1");
        }
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, problem.getMessage());
        body.setType(URI.create(problem.type().uri()));
        body.setTitle(problem.type().title());
        if (!problem.errors().isEmpty()) {
            body.setProperty("errors", problem.errors());
        }
        return handleExceptionInternal(problem, body, headers, status, request);
    }

    /** A bug of ours: the caller gets the request id, the log gets the stack. */
    @ExceptionHandler
    @Nullable ResponseEntity<Object> handleUnexpected(Exception unexpected, WebRequest request) {
        log.error("unexpected error", unexpected);
        ProblemDetail body = ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here: the log has it under request_id");
        return handleExceptionInternal(unexpected, body, new HttpHeaders(), HttpStatus.INTERNAL_SERVER_ERROR, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleProblem(
                ProblemException.invalid(
                        e.getBindingResult().getFieldErrors().stream()
                                .map(error -> new FieldError(error.getField(), message(error.getDefaultMessage())))
                                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
                                .toList(),
                        e),
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<FieldError> errors = e.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new FieldError(
                                message(result.getMethodParameter().getParameterName()),
                                message(error.getDefaultMessage()))))
                .toList();
        return handleProblem(ProblemException.invalid(errors, e), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = e instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : message(e.getPropertyName());
        Class<?> wanted = e.getRequiredType();
        return handleProblem(
                ProblemException.invalid(
                        List.of(new FieldError(
                                name, "must be of type " + (wanted == null ? "?" : wanted.getSimpleName()))),
                        e),
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return handleProblem(problem, request);
            }
        }
        return handleProblem(ProblemException.invalid(List.of(unreadable(e.getCause())), e), request);
    }

    private static FieldError unreadable(@Nullable Throwable cause) {
        if (cause instanceof InvalidFormatException format
                && format.getTargetType().isEnum()) {
            return new FieldError(
                    path(format),
                    "must be one of "
                            + Arrays.stream(format.getTargetType().getEnumConstants())
                                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(", ")));
        }
        if (cause instanceof StreamReadException syntax) {
            return new FieldError(
                    "body",
                    "isn't valid JSON at line %d, column %d"
                            .formatted(
                                    syntax.getLocation().getLineNr(),
                                    syntax.getLocation().getColumnNr()));
        }
        if (cause instanceof JacksonException json) {
            return new FieldError(path(json), "has the wrong type");
        }
        return new FieldError("body", "is required");
    }

    private static String path(JacksonException e) {
        String path = e.getPath().stream()
                .map(JacksonException.Reference::getPropertyName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "body" : path;
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ResponseEntity<Object> answer = super.handleExceptionInternal(e, body, headers, status, request);
        if (answer != null && answer.getBody() instanceof ProblemDetail problem) {
            HttpServletRequest servletRequest = ((ServletWebRequest) request).getRequest();
            Problems.complete(problem, servletRequest);
            return ResponseEntity.status(status)
                    .headers(answer.getHeaders())
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problem);
        }
        return answer;
    }

    private static String message(@Nullable String text) {
        return text == null ? "isn't valid" : text;
    }
}
