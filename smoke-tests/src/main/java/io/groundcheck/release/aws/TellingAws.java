package io.groundcheck.release.aws;

import io.groundcheck.release.record.Colour;
import io.groundcheck.release.state.RunningTask;
import io.groundcheck.release.state.ServiceState;
import io.groundcheck.release.state.StoppedTask;
import io.groundcheck.release.state.TargetHealth;
import io.groundcheck.release.state.Traffic;
import io.groundcheck.release.store.ListedObject;
import io.groundcheck.release.store.ObjectStore;
import io.groundcheck.release.store.PutResult;
import io.groundcheck.release.store.StoredObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells a listener of every change before and after it is made, and passes everything on. */
public final class TellingAws implements Aws {

    private final Aws aws;
    private final EffectListener listener;

    public TellingAws(Aws aws, EffectListener listener) {
        this.aws = aws;
        this.listener = listener;
    }

    private <T> T telling(String call, Supplier<T> change) {
        listener.before(call);
        var result = change.get();
        listener.after(call);
        return result;
    }

    @Override
    public ObjectStore objects() {
        return new TellingObjects(aws.objects());
    }

    @Override
    public LoadBalancer loadBalancer() {
        return new TellingLoadBalancer(aws.loadBalancer());
    }

    @Override
    public Containers containers() {
        return new TellingContainers(aws.containers());
    }

    @Override
    public Images images() {
        return aws.images();
    }

    @Override
    public Parameters parameters() {
        return aws.parameters();
    }

    @Override
    public TaskLogs logs() {
        return aws.logs();
    }

    @Override
    public Alarms alarms() {
        return aws.alarms();
    }

    private final class TellingObjects implements ObjectStore {

        private final ObjectStore objects;

        TellingObjects(ObjectStore objects) {
            this.objects = objects;
        }

        @Override
        public String bucket() {
            return objects.bucket();
        }

        @Override
        public Optional<StoredObject> read(String key) {
            return objects.read(key);
        }

        @Override
        public PutResult create(String key, byte[] body) {
            return telling("s3:PutObject " + key, () -> objects.create(key, body));
        }

        @Override
        public PutResult replace(String key, byte[] body, String etag) {
            return telling("s3:PutObject " + key, () -> objects.replace(key, body, etag));
        }

        @Override
        public PutResult createFile(String key, Path file, String contentType) {
            return telling("s3:PutObject " + key, () -> objects.createFile(key, file, contentType));
        }

        @Override
        public void publish(String key, byte[] body, String contentType) {
            telling("s3:PutObject " + key, () -> {
                objects.publish(key, body, contentType);
                return key;
            });
        }

        @Override
        public Optional<String> sha256(String key) {
            return objects.sha256(key);
        }

        @Override
        public List<ListedObject> list(String prefix) {
            return objects.list(prefix);
        }
    }

    private final class TellingLoadBalancer implements LoadBalancer {

        private final LoadBalancer balancer;

        TellingLoadBalancer(LoadBalancer balancer) {
            this.balancer = balancer;
        }

        @Override
        public Traffic traffic() {
            return balancer.traffic();
        }

        @Override
        public List<TargetHealth> targets(Colour colour) {
            return balancer.targets(colour);
        }

        @Override
        public boolean forwardTo(Colour colour, LastLook lastLook) {
            return telling("elasticloadbalancing:ModifyRule to " + colour, () -> balancer.forwardTo(colour, lastLook));
        }

        @Override
        public void forwardTo(Colour colour) {
            telling("elasticloadbalancing:ModifyRule to " + colour, () -> {
                balancer.forwardTo(colour);
                return colour;
            });
        }

        @Override
        public boolean split(Colour to, int percent, LastLook lastLook) {
            return telling(
                    "elasticloadbalancing:ModifyRule " + percent + " % to " + to,
                    () -> balancer.split(to, percent, lastLook));
        }

        @Override
        public String forwardCommand(Colour colour) {
            return balancer.forwardCommand(colour);
        }
    }

    private final class TellingContainers implements Containers {

        private final Containers containers;

        TellingContainers(Containers containers) {
            this.containers = containers;
        }

        @Override
        public Optional<ServiceState> service(Colour colour) {
            return containers.service(colour);
        }

        @Override
        public List<RunningTask> running(Colour colour) {
            return containers.running(colour);
        }

        @Override
        public List<StoppedTask> stopped(Colour colour) {
            return containers.stopped(colour);
        }

        @Override
        public void scale(Colour colour, int desiredCount) {
            telling("ecs:UpdateService " + colour + " to " + desiredCount + " tasks", () -> {
                containers.scale(colour, desiredCount);
                return colour;
            });
        }
    }
}
