package io.groundcheck.release.smoke.candidate;

import static io.restassured.config.HttpClientConfig.httpClientConfig;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.HeaderConfig;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.http.impl.client.DefaultHttpRequestRetryHandler;
import org.apache.http.impl.client.SystemDefaultHttpClient;

/**
 * Sends requests to the candidate over one kept connection: each is sent once, never again, and no redirect is
 * followed, so what a spec sees is what the service answered.
 *
 * <p>Nothing here changes REST Assured's static settings.
 */
@SuppressWarnings("deprecation") // REST Assured takes only Apache's older kind of client
public final class CandidateClient implements AutoCloseable {

    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
    private static final String SENT_AT = CandidateClient.class.getName() + ".sentAt";

    static final String REQUEST_ID = "X-Request-Id";

    private final Candidate candidate;
    private final Filter recorder;
    private final Supplier<String> requestIds;
    private final SystemDefaultHttpClient connection;
    private Duration lastTook = Duration.ZERO;

    CandidateClient(Candidate candidate, Transcript transcript, Secrets secrets, Supplier<String> requestIds) {
        this.candidate = candidate;
        this.recorder = new Recorder(transcript, secrets);
        this.requestIds = requestIds;
        this.connection = connection();
    }

    /** A new request with the candidate's headers; say the path, relative to the candidate's URL, when sending it. */
    public RequestSpecification request() {
        var url = candidate.url();
        return RestAssured.given()
                .config(config())
                .baseUri(url.getScheme() + "://" + url.getHost())
                .port(port(url))
                .basePath(url.getPath() == null ? "" : url.getPath())
                .headers(candidate.headers())
                .header(REQUEST_ID, requestIds.get())
                .filter(recorder);
    }

    @Override
    public void close() {
        connection.close();
    }

    private RestAssuredConfig config() {
        return RestAssuredConfig.newConfig()
                .httpClient(httpClientConfig()
                        .httpClientFactory(() -> connection)
                        .reuseHttpClientInstance()
                        .setParam("http.connection.timeout", Math.toIntExact(CONNECT_TIMEOUT.toMillis()))
                        .setParam("http.socket.timeout", Math.toIntExact(ANSWER_TIMEOUT.toMillis())))
                .redirect(RedirectConfig.redirectConfig().followRedirects(false))
                .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false))
                .headerConfig(
                        HeaderConfig.headerConfig().overwriteHeadersWithName(REQUEST_ID, "Content-Type", "Accept"));
    }

    private static int port(URI url) {
        if (url.getPort() != -1) {
            return url.getPort();
        }
        return "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    }

    /**
     * From sending the last request's head to receiving the answer's head. Measured at the connection: around REST
     * Assured one would measure REST Assured, which takes longer than the service.
     */
    public Duration lastTook() {
        return lastTook;
    }

    /** By default this kind of client sends a request up to four times. */
    private SystemDefaultHttpClient connection() {
        var client = new SystemDefaultHttpClient();
        client.setHttpRequestRetryHandler(new DefaultHttpRequestRetryHandler(0, false));
        client.addRequestInterceptor((request, context) -> context.setAttribute(SENT_AT, System.nanoTime()));
        client.addResponseInterceptor((response, context) -> {
            if (context.getAttribute(SENT_AT) instanceof Long sentAt) {
                lastTook = Duration.ofNanos(System.nanoTime() - sentAt);
            }
        });
        return client;
    }

    private record Recorder(Transcript transcript, Secrets secrets) implements Filter {

        @Override
        public Response filter(
                FilterableRequestSpecification request,
                FilterableResponseSpecification responseSpec,
                FilterContext context) {
            var start = System.nanoTime();
            try {
                var response = context.next(request, responseSpec);
                // Read to its end here: the connection is free for the next request only then.
                response.asByteArray();
                transcript.add(Exchange.answered(request, response, since(start), secrets));
                return response;
            } catch (Exception e) {
                transcript.add(Exchange.unanswered(request, e, since(start), secrets));
                throw e;
            }
        }

        private static Duration since(long start) {
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }
}
