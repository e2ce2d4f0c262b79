package io.groundcheck.release.aws;

import java.util.Optional;

/** SSM parameters. */
public interface Parameters {

    /** A parameter's text; empty if there is none of that name. */
    Optional<String> read(String name);

    /** A SecureString, decrypted; empty if there is none of that name. */
    Optional<Secret> readSecret(String name);
}
