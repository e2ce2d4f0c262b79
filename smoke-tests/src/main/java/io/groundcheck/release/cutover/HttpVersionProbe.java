package io.groundcheck.release.cutover;

import io.groundcheck.http.HttpProbe;
import io.groundcheck.http.Request;
import io.groundcheck.http.Response;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks {@code /version} of every address of a URL, once each, over new connections. */
public final class HttpVersionProbe implements VersionProbe {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Request VERSION = Request.get("/version");

    private final URI url;
    private final Duration timeout;

    /**
     * @param url where users go
     * @param timeout for connecting, and for each read
     */
    public HttpVersionProbe(URI url, Duration timeout) {
        this.url = url;
        this.timeout = timeout;
    }

    @Override
    public List<Answer> round() {
        try {
            return HttpProbe.addresses(url).stream().map(this::ask).toList();
        } catch (UnknownHostException e) {
            return List.of(new Answer(url.toString(), "", "", "the host " + url.getHost() + " has no address"));
        }
    }

    private Answer ask(InetSocketAddress address) {
        try {
            return read(address, HttpProbe.once(url, address, VERSION, timeout));
        } catch (IOException e) {
            return new Answer(address.toString(), "", "", "no answer (" + e.getMessage() + ")");
        }
    }

    private static Answer read(InetSocketAddress address, Response response) {
        if (response.status() != 200) {
            return new Answer(address.toString(), "", "", "status " + response.status());
        }
        try {
            var body = JSON.readTree(response.body());
            var colour = body.path("colour").asString("");
            var digest = body.path("digest").asString("");
            return new Answer(
                    address.toString(), colour, digest, body.path("version").asString("?") + " on " + colour);
        } catch (JacksonException e) {
            return new Answer(address.toString(), "", "", "200, but not the JSON of /version");
        }
    }
}
