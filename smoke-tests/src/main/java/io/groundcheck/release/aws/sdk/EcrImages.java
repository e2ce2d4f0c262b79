package io.groundcheck.release.aws.sdk;

import io.groundcheck.release.aws.Images;
import io.groundcheck.release.record.Digest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;

/** The repository over the ECR API. */
final class EcrImages implements Images {

    private final Supplier<EcrClient> ecr;
    private final String repository;

    EcrImages(Supplier<EcrClient> ecr, String repository) {
        this.ecr = ecr;
        this.repository = repository;
    }

    @Override
    public Optional<Digest> digestOf(String tag) {
        return Calls.call("ecr:DescribeImages of " + repository + ":" + tag, () -> {
            try {
                return ecr
                        .get()
                        .describeImages(ask -> ask.repositoryName(repository)
                                .imageIds(List.of(
                                        ImageIdentifier.builder().imageTag(tag).build())))
                        .imageDetails()
                        .stream()
                        .findFirst()
                        .map(image -> new Digest(image.imageDigest()));
            } catch (ImageNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public String repository() {
        return repository;
    }
}
