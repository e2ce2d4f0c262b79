package io.groundcheck.connections.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** One line per request; health checks, which come every few seconds from each load balancer node, only at DEBUG. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class AccessLogFilter extends OncePerRequestFilter {

    private static final Logger access = LoggerFactory.getLogger("access");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long start = System.nanoTime();
        try {
            chain.doFilter(request, response);
        } finally {
            String path = request.getRequestURI();
            access.atLevel(path.startsWith("/actuator/") ? Level.DEBUG : Level.INFO)
                    .addKeyValue("http.request.method", request.getMethod())
                    .addKeyValue("url.path", path)
                    .addKeyValue("http.response.status_code", response.getStatus())
                    .addKeyValue(
                            "event.duration",
                            Duration.ofNanos(System.nanoTime() - start).toNanos())
                    .log("{} {} {}", request.getMethod(), path, response.getStatus());
        }
    }
}
