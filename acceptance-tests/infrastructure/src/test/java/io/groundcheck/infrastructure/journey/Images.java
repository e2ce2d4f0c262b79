package io.groundcheck.infrastructure.journey;

import io.groundcheck.target.Target;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/** What the image repository itself says. */
final class Images {

    private Images() {}

    /** Whether there is a repository to push to. */
    static boolean hasRepository(Target target, String repository) {
        try (EcrClient ecr = target.client(EcrClient.builder())) {
            return ecr.describeRepositories().repositories().stream()
                    .anyMatch(each -> each.repositoryName().equals(repository));
        }
    }

    /** The digest a tag has in ECR. */
    static String digest(Target target, String repository, String tag) {
        try (EcrClient ecr = target.client(EcrClient.builder())) {
            return ecr.describeImages(request -> request.repositoryName(repository)
                            .imageIds(ImageIdentifier.builder().imageTag(tag).build()))
                    .imageDetails()
                    .get(0)
                    .imageDigest();
        }
    }
}
