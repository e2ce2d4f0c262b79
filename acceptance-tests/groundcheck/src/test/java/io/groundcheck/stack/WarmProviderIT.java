package io.groundcheck.stack;

import static io.groundcheck.assertions.GroundcheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.groundcheck.emulator.SharedEmulators;
import io.groundcheck.files.UserFolders;
import io.groundcheck.ledger.Ledger;
import io.groundcheck.ledger.LedgerEntry;
import io.groundcheck.plan.Plan;
import io.groundcheck.target.Target;
import io.groundcheck.terraform.Diagnostic;
import io.groundcheck.terraform.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Commands that borrow a running provider give what commands give that start their own. */
class WarmProviderIT {

    private static final Path STORAGE = Path.of("src/test/resources/modules/storage");
    private static final SharedEmulators EMULATORS = new SharedEmulators(System.getenv());
    private static final Target MOTO = EMULATORS.target("moto");

    @AfterAll
    static void end() {
        EMULATORS.close();
    }

    @Test
    void plans_applies_replans_and_destroys_as_a_cold_one_does_and_installs_once() {
        List<String> cold = life(ProviderReuse.COLD);
        install(stack("installs", ProviderReuse.WARM));

        assertThat(life(ProviderReuse.WARM)).isEqualTo(cold);
        try (var copy = stack("copy", ProviderReuse.WARM)) {
            copy.validate();
            assertThat(copy.workspace().root().resolve(".terraform/providers")).doesNotExist();
        }
    }

    /** A warm provider describes only what a configuration names; what doesn't exist is still told beside its like. */
    @Test
    void a_type_that_does_not_exist_is_told_as_a_cold_one_tells_it() throws Exception {
        assertThat(misspelt(ProviderReuse.WARM))
                .isEqualTo(misspelt(ProviderReuse.COLD))
                .anySatisfy(line -> assertThat(line).contains("Did you mean \"aws_sqs_queue\"?"));
    }

    private static List<String> misspelt(ProviderReuse reuse) throws IOException {
        try (var topic = region("eu-west-1", reuse)) {
            topic.validate();
            Files.writeString(
                    topic.workspace().root().resolve("more.tf"), "resource \"aws_sqs_queu\" \"misspelt\" {}\n");
            return topic.validate().stream().map(Diagnostic::toString).toList();
        }
    }

    @Test
    void is_asked_for_no_more_types_than_the_configuration_names() {
        var log = (Logger) LoggerFactory.getLogger("io.groundcheck.provider.ProviderProxy");
        var heard = new ListAppender<ILoggingEvent>();
        heard.start();
        log.setLevel(Level.DEBUG);
        log.addAppender(heard);
        try (var topic = region("eu-west-1", ProviderReuse.WARM)) {
            topic.plan();
            JsonNode all = topic.terraform()
                    .providersSchema()
                    .at("/provider_schemas")
                    .iterator()
                    .next();

            assertThat(heard.list.stream().map(ILoggingEvent::getFormattedMessage))
                    .anyMatch(line -> line.matches("described 2 of [0-9]{4} types"));
            assertThat(all.at("/resource_schemas").size())
                    .as("types, for who asks for all")
                    .isGreaterThan(1000);
        } finally {
            log.detachAppender(heard);
            log.setLevel(null);
        }
    }

    private static List<String> life(ProviderReuse reuse) {
        try (var storage = stack("same", reuse)) {
            Plan before = storage.plan();
            storage.apply();
            storage.set("name", "gc-warm-renamed");
            return List.of(
                    before.toString(),
                    storage.plan().toString(),
                    storage.outputs().string("bucket"),
                    storage.resources().toString(),
                    storage.planDestroy().toString());
        }
    }

    /** Configure is per process: two commands at once must not share one, or the last one's settings hold for both. */
    @Test
    void commands_side_by_side_keep_their_own_settings() throws Exception {
        var pool = Executors.newFixedThreadPool(3);
        try {
            List<Future<String>> regions = IntStream.range(0, 3)
                    .mapToObj(i -> pool.submit(() -> regionSeenBy("eu-west-" + (i + 1))))
                    .toList();
            for (int i = 0; i < 3; i++) {
                assertThat(regions.get(i).get()).isEqualTo("eu-west-" + (i + 1));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static String regionSeenBy(String region) {
        try (var regional = region(region)) {
            regional.apply();
            return regional.outputs().string("region");
        }
    }

    @Test
    void a_provider_that_was_killed_is_replaced() {
        try (var topic = region("eu-west-1")) {
            topic.apply();
            var mine = providers();
            assertThat(mine).as("providers of this JVM in the ledger").isNotEmpty();
            mine.forEach(entry -> ProcessHandle.of(entry.process().pid()).ifPresent(handle -> {
                handle.destroyForcibly();
                handle.onExit().join();
            }));

            assertThat(topic).isIdempotent();
        }
    }

    @Test
    void a_module_without_aws_has_nothing_to_keep_warm() {
        try (var plain = Stack.of(
                Path.of("src/test/resources/modules/plain"),
                MOTO,
                "WarmProviderIT",
                Progress.NONE,
                ProviderReuse.WARM)) {
            plain.apply();

            assertThat(plain).isIdempotent();
        }
    }

    /** A person has nothing warm: the script installs what the workspace lacks. */
    @Test
    void the_script_that_destroys_works_without_it() throws Exception {
        install(region("eu-west-1"));
        try (var topic = region("eu-west-1")) {
            topic.apply();
            Path script = topic.workspace().folder().resolve(ResumeScript.NAME);
            Path log = Files.createTempFile("destroy", ".log");
            Process destroy = new ProcessBuilder(script.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();

            assertThat(destroy.waitFor()).as(Files.readString(log)).isZero();
            assertThat(topic.resources()).isEmpty();
            Files.delete(log);
        }
    }

    @Test
    void is_on_for_emulators_unless_the_environment_says_otherwise() {
        assertThat(ProviderReuse.of(Map.of(), MOTO)).isEqualTo(ProviderReuse.WARM);
        assertThat(ProviderReuse.of(Map.of(ProviderReuse.VARIABLE, "off"), MOTO))
                .isEqualTo(ProviderReuse.COLD);
        assertThatThrownBy(() -> ProviderReuse.of(Map.of(ProviderReuse.VARIABLE, "yes"), MOTO))
                .hasMessage("GROUNDCHECK_WARM_PROVIDER is \"yes\": say on or off, or leave it unset");
    }

    private static List<LedgerEntry> providers() {
        return Ledger.in(UserFolders.of(System.getenv())).entries().stream()
                .filter(entry -> entry.id().startsWith("provider-"))
                .filter(entry -> entry.owner().pid() == ProcessHandle.current().pid())
                .toList();
    }

    private static void install(Stack stack) {
        try (stack) {
            stack.validate();
        }
    }

    private static Stack region(String region) {
        return region(region, ProviderReuse.WARM);
    }

    private static Stack region(String region, ProviderReuse reuse) {
        return Stack.of(Path.of("src/test/resources/modules/region"), MOTO, "WarmProviderIT", Progress.NONE, reuse)
                .set("region", region);
    }

    private static Stack stack(String name, ProviderReuse reuse) {
        return Stack.of(STORAGE, MOTO, "WarmProviderIT", Progress.NONE, reuse).set("name", "gc-warm-" + name);
    }
}
