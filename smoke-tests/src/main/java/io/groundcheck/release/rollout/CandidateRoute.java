package io.groundcheck.release.rollout;

import io.groundcheck.http.HttpProbe;
import io.groundcheck.http.Request;
import io.groundcheck.release.aws.Secret;
import io.groundcheck.release.record.Colour;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The way to a colour that takes no traffic: the same URL as users, with two headers. Without the right token the live
 * colour answers.
 */
public final class CandidateRoute implements ReadinessProbe {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final URI url;
    private final Secret token;

    public CandidateRoute(URI url, Secret token) {
        this.url = url;
        this.token = token;
    }

    /** The headers that lead to a colour. They hold the token: never print them. */
    public Map<String, String> headers(Colour colour) {
        return Map.of("X-Candidate-Colour", colour.toString(), "X-Candidate-Token", token.reveal());
    }

    @Override
    public Optional<String> unready(Colour colour) {
        try {
            for (var address : HttpProbe.addresses(url)) {
                var answer = ask(colour, address);
                if (answer.isPresent()) {
                    return answer;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("no answer from " + url + " (" + e.getMessage() + ")");
        }
    }

    private Optional<String> ask(Colour colour, InetSocketAddress address) throws IOException {
        var request = Request.get("/actuator/health/readiness").with(headers(colour));
        var response = HttpProbe.once(url, address, request, TIMEOUT);
        return response.status() == 200
                ? Optional.empty()
                : Optional.of("/actuator/health/readiness of " + colour + " answers " + response.status());
    }
}
