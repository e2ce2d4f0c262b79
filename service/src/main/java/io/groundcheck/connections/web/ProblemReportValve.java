package io.groundcheck.connections.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Errors of Tomcat itself, such as a request line it can't read: they reach no servlet and no filter, and would be an
 * HTML page. The path is unknown or can't be trusted then, so instance says "/".
 */
public final class ProblemReportValve extends ErrorReportValve {

    @Override
    protected void report(@Nullable Request request, Response response, @Nullable Throwable throwable) {
        int code = response.getStatus();
        if (code < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        HttpStatus known = HttpStatus.resolve(code);
        String title = known == null ? "Error" : known.getReasonPhrase();
        String id = RequestIdFilter.idOf(request == null ? null : request.getHeader(RequestIdFilter.HEADER));
        RequestIdFilter.addHeaders(response, id);
        byte[] problem = """
                {"type":"about:blank","title":"%s","status":%d,"detail":"The request can't be read as HTTP","instance":"/","request_id":"%s"}""".formatted(title, code, id).getBytes(StandardCharsets.UTF_8);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(problem.length);
        try {
            response.getOutputStream().write(problem);
            response.finishResponse();
        } catch (IOException e) {
            container.getLogger().debug("the caller is gone", e);
        }
    }
}
