package io.groundcheck.target;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;

/**
 * Where AWS is. One object sets both sides of a test: the environment Terraform runs in and the SDK clients that look
 * at what Terraform made.
 */
public interface Target {

    /** The name used in reports and in {@code TARGET}: {@code fakecloud}, {@code moto}, {@code aws}. */
    String name();

    /** The AWS region, such as {@code ap-southeast-1}. */
    String region();

    /** The twelve digits of the account everything happens in. */
    String account();

    /** What this target can do: asked of emulators, declared for AWS. */
    Set<Capability> capabilities();

    /**
     * The variables a child process needs to reach this target: region, credentials and, for an emulator, {@code
     * AWS_ENDPOINT_URL}. For AWS itself only what the caller's environment already says.
     */
    Map<String, String> environment();

    /**
     * Builds an SDK client for this target.
     *
     * @param builder an unbuilt client, such as {@code S3Client.builder()}; region, endpoint, credentials and HTTP
     *     client are set here, everything else is the caller's
     */
    <B extends AwsClientBuilder<B, C>, C> C client(B builder);

    /**
     * Where a load balancer answers.
     *
     * @param arn the load balancer's ARN
     * @param url the URL users would use, as the foundation contract names it
     * @return the URL to connect to: the same one on AWS, the emulator's own port for it otherwise
     * @throws TargetException if the target knows no such load balancer
     */
    URI loadBalancerUrl(String arn, URI url);

    /** Whether real money, or somebody's real users, can be on the other side. */
    default boolean isReal() {
        return false;
    }
}
