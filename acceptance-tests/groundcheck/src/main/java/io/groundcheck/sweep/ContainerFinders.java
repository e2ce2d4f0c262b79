package io.groundcheck.sweep;

import io.groundcheck.sweep.Finders.Finder;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.Tag;

/** Image repositories and clusters, by name; a cluster has no time of birth, so its tag must prove it. */
final class ContainerFinders {

    private ContainerFinders() {}

    static Map<String, Finder> all() {
        return Map.of("aws_ecr_repository", ContainerFinders::repository, "aws_ecs_cluster", ContainerFinders::cluster);
    }

    private static Finding repository(Wanted wanted) {
        String name = wanted.text("name").orElse("");
        if (name.isEmpty()) {
            return new Finding.Unknown("its name isn't known before apply");
        }
        try (var ecr = wanted.target().client(EcrClient.builder())) {
            var found = ecr.describeRepositories(request -> request.repositoryNames(name))
                    .repositories();
            return found.isEmpty()
                    ? new Finding.Absent("no repository " + name)
                    : wanted.named(
                            name,
                            found.get(0).createdAt(),
                            Map.of(),
                            wanted.aws("ecr delete-repository --repository-name " + name));
        } catch (RepositoryNotFoundException e) {
            return new Finding.Absent("no repository " + name);
        }
    }

    private static Finding cluster(Wanted wanted) {
        String name = wanted.text("name").orElse("");
        if (name.isEmpty()) {
            return new Finding.Unknown("its name isn't known before apply");
        }
        try (var ecs = wanted.target().client(EcsClient.builder())) {
            return ecs
                    .describeClusters(request -> request.clusters(name).include(ClusterField.TAGS))
                    .clusters()
                    .stream()
                    .filter(cluster -> "ACTIVE".equals(cluster.status()))
                    .findFirst()
                    .map(cluster -> wanted.alike(
                            name,
                            cluster.tags().stream()
                                    .collect(Collectors.toMap(Tag::key, Tag::value, (first, second) -> second)),
                            wanted.aws("ecs delete-cluster --cluster " + name)))
                    .orElse(new Finding.Absent("no cluster " + name));
        }
    }
}
