package io.groundcheck.infrastructure.journey;

import io.groundcheck.infrastructure.Repository;
import io.groundcheck.process.ChildEnvironment;
import io.groundcheck.process.Command;
import io.groundcheck.process.OutputListener;
import io.groundcheck.process.ProcessResult;
import io.groundcheck.process.ProcessRunner;
import io.groundcheck.process.RunningProcess;
import io.groundcheck.target.Target;
import io.groundcheck.target.Targets;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ssm.SsmClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * One emulated AWS and the commands of the pipeline on it, run as a person runs them: {@code make} and {@code
 * bin/release} as processes, never their classes.
 */
final class Road {

    private static final Logger LOG = LoggerFactory.getLogger(Road.class);
    private static final Duration LONGEST_STEP = Duration.ofMinutes(10);

    private final String instance;
    private final Path out;
    private final Map<String, String> environment;
    private final ProcessRunner runner = new ProcessRunner();
    private final Map<String, Duration> timings = Collections.synchronizedMap(new LinkedHashMap<>());

    private Road(String name, Path out) {
        this.instance = instance(name);
        this.out = out;
        this.environment = environment(this.instance, out);
    }

    /**
     * Starts an emulator of its own. One that an earlier, killed run left is ended first: its state was in memory only.
     */
    static Road open(String name) throws IOException, InterruptedException {
        Road road = closed(name);
        road.make("emulator-up").succeeded();
        return road;
    }

    /** The same without an emulator: whoever wants one says {@code make("emulator-up")}. */
    static Road closed(String name) throws IOException, InterruptedException {
        Path out = Repository.root()
                .resolve("acceptance-tests/infrastructure/target")
                .resolve(name);
        Files.createDirectories(out);
        var road = new Road(name, out);
        Files.writeString(out.resolve("emulator"), road.instance + "\n"); // bin/test ends it, should we be killed
        road.make("emulator-down").succeeded();
        return road;
    }

    /** An emulator belongs to one checkout: a second one's tests, at the same time, would end it. */
    private static String instance(String name) {
        return name + "-" + Integer.toHexString(Repository.root().toString().hashCode());
    }

    private static Map<String, String> environment(String instance, Path out) {
        var mine = new TreeMap<String, String>();
        Stream.of(
                        "JAVA_HOME",
                        "MAVEN_OPTS",
                        "DOCKER_HOST",
                        "BASE_IMAGE",
                        "GROUNDCHECK_CACHE_DIR",
                        "GROUNDCHECK_STATE_DIR",
                        "TF_PLUGIN_MIRROR",
                        "XDG_CACHE_HOME",
                        "XDG_STATE_HOME")
                .forEach(name -> {
                    String value = System.getenv(name);
                    if (value != null) {
                        mine.put(name, value);
                    }
                });
        mine.put("TARGET", "fakecloud");
        mine.put("EMULATOR", instance);
        mine.put("OUT", out.toString());
        return ChildEnvironment.of(System.getenv(), mine);
    }

    /** Where the steps leave what they hand on. */
    Path out() {
        return out;
    }

    /** What a step handed on: the value of {@code name=} in a file of {@link #out()}, such as {@code stage.env}. */
    String handedOn(String file, String name) throws IOException {
        var values = new Properties();
        try (var reader = Files.newBufferedReader(out.resolve(file))) {
            values.load(reader);
        }
        return Objects.requireNonNull(values.getProperty(name), () -> "no " + name + "= in " + out.resolve(file));
    }

    /** The emulated AWS, for looking at what the steps made. */
    Target target() {
        return Targets.fromEnvironment(environment);
    }

    /** What a SecureString of the emulated AWS holds. */
    String secret(String name) {
        try (SsmClient ssm = target().client(SsmClient.builder())) {
            return ssm.getParameter(request -> request.name(name).withDecryption(true))
                    .parameter()
                    .value();
        }
    }

    /** Where users call, as the published contract says it and this emulator serves it. */
    URI liveUrl(String name) {
        Target target = target();
        try (SsmClient ssm = target.client(SsmClient.builder())) {
            JsonNode contract = new ObjectMapper()
                    .readTree(ssm.getParameter(request -> request.name("/" + name + "/foundation"))
                            .parameter()
                            .value());
            return target.loadBalancerUrl(
                    contract.at("/load_balancer/arn").asString(),
                    URI.create(contract.at("/url").asString()));
        }
    }

    /** How long each step took, in order. */
    Map<String, Duration> timings() {
        return new LinkedHashMap<>(timings);
    }

    /** Runs {@code make TARGET NAME=value…}. */
    Step make(String target, String... assignments) throws IOException, InterruptedException {
        var argv = new ArrayList<>(List.of("make", "--no-print-directory", target));
        argv.addAll(List.of(assignments));
        return run(argv, Map.of());
    }

    /** Runs {@code bin/release ARGUMENTS…}: make can't carry its exit codes. */
    Step release(String... arguments) throws IOException, InterruptedException {
        return release(Map.of(), arguments);
    }

    /** Runs {@code bin/release ARGUMENTS…} with more variables. */
    Step release(Map<String, String> more, String... arguments) throws IOException, InterruptedException {
        var argv = new ArrayList<>(List.of("bin/release"));
        argv.addAll(List.of(arguments));
        return run(argv, more);
    }

    /** Runs {@code bin/terraform ARGUMENTS…}, as an administrator does who looks into a state. */
    Step terraform(String... arguments) throws IOException, InterruptedException {
        return terraform(Map.of(), arguments);
    }

    Step terraform(Map<String, String> more, String... arguments) throws IOException, InterruptedException {
        var argv = new ArrayList<>(List.of("bin/terraform"));
        argv.addAll(List.of(arguments));
        return run(argv, more);
    }

    /** Builds a service's jar, as a developer has it built before the image is asked for. */
    Step buildJar(Path service) throws IOException, InterruptedException {
        return run(
                List.of(
                        "bin/mvn",
                        "-q",
                        "-B",
                        "-f",
                        service.resolve("pom.xml").toString(),
                        "package",
                        "-Dmaven.test.skip",
                        "-Dspotless.check.skip"),
                Map.of());
    }

    private Step run(List<String> argv, Map<String, String> more) throws IOException, InterruptedException {
        String name = String.join(" ", argv).replace("--no-print-directory ", "");
        List<String> lines = new CopyOnWriteArrayList<>();
        LOG.info("$ {}", name);
        long asked = System.nanoTime();
        ProcessResult result = start(lines, argv, more).await();
        long returned = System.nanoTime();
        if (result.ending() != ProcessResult.Ending.EXITED) {
            lines.add("(ended by the test: " + result.ending() + " after "
                    + result.took().toSeconds() + " s)");
        }
        timings.merge(name, result.took(), Duration::plus);
        // Two steps may run beside each other: which one has ended?
        LOG.info(
                "  exit code {} after {} s: {} {}",
                result.exitCode(),
                result.took().toSeconds(),
                argv.get(0),
                name.substring(argv.get(0).length()).strip().split(" ", 2)[0]);
        return Step.of(name, result, lines, asked, returned);
    }

    /**
     * Starts a command and goes on.
     *
     * @param lines gets what it prints, while it runs
     */
    RunningProcess start(List<String> lines, String... argv) throws IOException {
        return start(lines, List.of(argv), Map.of());
    }

    private RunningProcess start(List<String> lines, List<String> argv, Map<String, String> more) throws IOException {
        var all = new TreeMap<>(environment);
        all.putAll(more);
        return runner.start(new Command(argv, Repository.root(), all, LONGEST_STEP), new OutputListener() {
            @Override
            public void stdout(String line) {
                hear(line);
            }

            @Override
            public void stderr(String line) {
                hear(line);
            }

            private void hear(String line) {
                lines.add(line);
                LOG.debug("{}", line);
            }
        });
    }

    /** Sends a signal to all that a command started, as a terminal does. */
    void signalGroup(String signal, RunningProcess running) throws IOException, InterruptedException {
        run(List.of("kill", "-s", signal, "--", "-" + running.identity().pid()), Map.of())
                .succeeded();
    }

    /** Ends the emulator and everything in it. */
    void end() throws IOException, InterruptedException {
        LOG.info("ending the emulator '{}'", instance);
        make("emulator-down").succeeded();
    }
}
