package io.groundcheck.connections.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.http.ProblemDetail;

/** What every problem detail of this service has, whoever made it. */
final class Problems {

    /** Jackson leaves out null, and Spring leaves type null for this; the contract says that it is always there. */
    private static final URI BLANK = URI.create("about:blank");

    private Problems() {}

    static void complete(ProblemDetail problem, HttpServletRequest request) {
        complete(problem, request, request.getRequestURI());
    }

    static void complete(ProblemDetail problem, HttpServletRequest request, String path) {
        if (problem.getType() == null) {
            problem.setType(BLANK);
        }
        try {
            problem.setInstance(new URI(null, null, path, null));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("a path that quoting can't mend: " + path, e);
        }
        problem.setProperty(RequestIdFilter.MDC_KEY, request.getAttribute(RequestIdFilter.ATTRIBUTE));
    }
}
