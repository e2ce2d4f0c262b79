package io.groundcheck.release.fake;

import io.groundcheck.release.AwsException;
import io.groundcheck.release.aws.Alarms;
import io.groundcheck.release.aws.Aws;
import io.groundcheck.release.aws.Containers;
import io.groundcheck.release.aws.Images;
import io.groundcheck.release.aws.LastLook;
import io.groundcheck.release.aws.LoadBalancer;
import io.groundcheck.release.aws.Parameters;
import io.groundcheck.release.aws.Secret;
import io.groundcheck.release.aws.TaskLogs;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;
import io.groundcheck.release.state.AlarmState;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An account in memory: what each colour runs, where traffic goes, and what was ordered. */
public final class FakeAws implements Aws {

    /** The bucket. */
    public final FakeObjects bucket = new FakeObjects();

    /** Images by tag. */
    public final Map<String, Digest> tags = new HashMap<>();

    /** Tasks by colour. */
    public final Map<Colour, List<RunningTask>> running = new EnumMap<>(Colour.class);

    /** Ended tasks by colour. */
    public final Map<Colour, List<StoppedTask>> stopped = new EnumMap<>(Colour.class);

    /** Targets by colour. */
    public final Map<Colour, List<TargetHealth>> targets = new EnumMap<>(Colour.class);

    /** Services by colour. */
    public final Map<Colour, ServiceState> services = new EnumMap<>(Colour.class);

    /** The alarms. */
    public final List<AlarmState> alarms = new ArrayList<>();

    /** Every order so far, such as {@code forward green}. */
    public final List<String> orders = new ArrayList<>();

    /** Where traffic goes. */
    public Traffic traffic = new Traffic.Closed();

    /** Whether the next order takes effect without being answered. */
    public boolean loseNextAnswer;

    /** What happens between the decision to order and the last look. */
    public Runnable beforeLastLook = () -> {};

    /** What happens between an order's last look and its arrival. */
    public Runnable onItsWay = () -> {};

    /** Whether orders arrive after AWS has ceased to take their signature. */
    public boolean signatureExpires;

    /** Whether the bucket answers. */
    public boolean bucketAnswers = true;

    /** Whether the process that works with this is alive: a dead one changes and learns nothing. */
    public boolean alive = true;

    private int calls;
    private int dieAt;

    /** A colour comes up with so many healthy tasks of an image. */
    public void up(Colour colour, Digest digest, int count) {
        var tasks = new ArrayList<RunningTask>();
        var healthy = new ArrayList<TargetHealth>();
        for (int i = 0; i < count; i++) {
            var arn = "arn:aws:ecs:ap-southeast-1:123456789012:task/connections/" + colour + "-" + digest.brief() + i;
            tasks.add(new RunningTask(arn, Optional.of(digest.value()), "connections-" + colour + ":1"));
            healthy.add(new TargetHealth("10.0.0." + i + ":8080", "healthy", ""));
        }
        running.put(colour, tasks);
        targets.put(colour, healthy);
        services.put(
                colour, new ServiceState(count, "connections-" + colour + ":1", "COMPLETED", Instant.EPOCH, List.of()));
    }

    /** The process dies before its nth call from now; 0: never. */
    public void dieAtCall(int n) {
        calls = 0;
        dieAt = n;
        alive = true;
    }

    /** How many calls were made since {@link #dieAtCall}. */
    public int calls() {
        return calls;
    }

    private void mustLive() {
        calls++;
        if (calls == dieAt) {
            alive = false;
        }
        if (!alive) {
            throw new Crash();
        }
    }

    /** A process is gone; nothing catches this. */
    public static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public ObjectStore objects() {
        return new ObjectStore() {
            @Override
            public String bucket() {
                return bucket.bucket();
            }

            @Override
            public Optional<StoredObject> read(String key) {
                check();
                return bucket.read(key);
            }

            @Override
            public PutResult create(String key, byte[] body) {
                check();
                return bucket.create(key, body);
            }

            @Override
            public PutResult replace(String key, byte[] body, String etag) {
                check();
                return bucket.replace(key, body, etag);
            }

            @Override
            public List<ListedObject> list(String prefix) {
                check();
                return bucket.list(prefix);
            }

            @Override
            public PutResult createFile(String key, Path file, String contentType) {
                check();
                return bucket.createFile(key, file, contentType);
            }

            @Override
            public void publish(String key, byte[] body, String contentType) {
                check();
                bucket.publish(key, body, contentType);
            }

            @Override
            public Optional<String> sha256(String key) {
                check();
                return bucket.sha256(key);
            }

            private void check() {
                mustLive();
                if (!bucketAnswers) {
                    throw new AwsException("s3 is out of reach", false, new IllegalStateException("no route"));
                }
            }
        };
    }

    @Override
    public LoadBalancer loadBalancer() {
        return new LoadBalancer() {
            @Override
            public Traffic traffic() {
                mustLive();
                return traffic;
            }

            @Override
            public List<TargetHealth> targets(Colour colour) {
                mustLive();
                return targets.getOrDefault(colour, List.of());
            }

            @Override
            public boolean forwardTo(Colour colour, LastLook lastLook) {
                beforeLastLook.run();
                if (lastLook.look().isEmpty()) {
                    return false;
                }
                onItsWay.run();
                if (signatureExpires) {
                    mustLive();
                    throw new AwsException(
                            "elasticloadbalancing:ModifyRule was refused: RequestExpired: too old",
                            false,
                            new IllegalStateException("expired"));
                }
                forwardTo(colour);
                return true;
            }

            @Override
            public void forwardTo(Colour colour) {
                mustLive();
                orders.add("forward " + colour);
                traffic = new Traffic.To(colour);
                if (loseNextAnswer) {
                    loseNextAnswer = false;
                    throw new AwsException("no answer", true, new IllegalStateException("time-out"));
                }
            }

            @Override
            public boolean split(Colour to, int percent, LastLook lastLook) {
                if (lastLook.look().isEmpty()) {
                    return false;
                }
                onItsWay.run();
                mustLive();
                orders.add("split " + percent + " % " + to);
                traffic = new Traffic.Split(to, percent);
                return true;
            }

            @Override
            public String forwardCommand(Colour colour) {
                return "aws elbv2 modify-rule … " + colour;
            }
        };
    }

    @Override
    public Containers containers() {
        return new Containers() {
            @Override
            public Optional<ServiceState> service(Colour colour) {
                mustLive();
                return Optional.ofNullable(services.get(colour));
            }

            @Override
            public List<RunningTask> running(Colour colour) {
                mustLive();
                return running.getOrDefault(colour, List.of());
            }

            @Override
            public List<StoppedTask> stopped(Colour colour) {
                mustLive();
                return stopped.getOrDefault(colour, List.of());
            }

            @Override
            public void scale(Colour colour, int desiredCount) {
                mustLive();
                orders.add("scale " + colour + " " + desiredCount);
                up(
                        colour,
                        new Digest(running.getOrDefault(colour, List.of())
                                .get(0)
                                .digest()
                                .orElseThrow()),
                        desiredCount);
            }
        };
    }

    @Override
    public Images images() {
        return new Images() {
            @Override
            public Optional<Digest> digestOf(String tag) {
                mustLive();
                return Optional.ofNullable(tags.get(tag));
            }

            @Override
            public String repository() {
                return "connections";
            }
        };
    }

    @Override
    public Parameters parameters() {
        return new Parameters() {
            @Override
            public Optional<String> read(String name) {
                return Optional.empty();
            }

            @Override
            public Optional<Secret> readSecret(String name) {
                return Optional.of(new Secret("the-secret-token"));
            }
        };
    }

    @Override
    public TaskLogs logs() {
        return (colour, taskId, limit) -> List.of("log of " + taskId);
    }

    @Override
    public Alarms alarms() {
        return () -> List.copyOf(alarms);
    }
}
