package io.groundcheck.release.aws.sdk;

import io.groundcheck.release.aws.Parameters;
import io.groundcheck.release.aws.Secret;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** Parameters over the SSM API. */
public final class SsmParameters implements Parameters {

    private final Supplier<SsmClient> ssm;

    SsmParameters(Supplier<SsmClient> ssm) {
        this.ssm = ssm;
    }

    @Override
    public Optional<String> read(String name) {
        return get(name, false);
    }

    @Override
    public Optional<Secret> readSecret(String name) {
        return get(name, true).map(Secret::new);
    }

    private Optional<String> get(String name, boolean decrypt) {
        return Calls.call("ssm:GetParameter of " + name, () -> {
            try {
                return Optional.of(ssm.get()
                        .getParameter(ask -> ask.name(name).withDecryption(decrypt))
                        .parameter()
                        .value());
            } catch (ParameterNotFoundException e) {
                return Optional.empty();
            }
        });
    }
}
