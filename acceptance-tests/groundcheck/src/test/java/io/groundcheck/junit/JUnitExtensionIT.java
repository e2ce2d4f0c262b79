package io.groundcheck.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.groundcheck.stack.Stack;
import io.groundcheck.target.Capability;
import io.groundcheck.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What becomes of tests that fail, or can't run: seen by running some. */
class JUnitExtensionIT {

    private static final String MODULES = "acceptance-tests/groundcheck/src/test/resources/modules/";
    private static final List<Stack> SEEN = new ArrayList<>();

    @Test
    void c02_destroys_the_stack_of_a_test_that_fails() {
        SEEN.clear();
        Map<String, String> results = run(FailsAfterApply.class, Map.of());
        assertThat(results).containsExactly(Map.entry("fails(Stack)", "FAILED: on purpose"));
        assertThat(SEEN)
                .singleElement()
                .satisfies(stack -> assertThat(stack.workspace().folder()).doesNotExist());
    }

    @TerraformModule(MODULES + "plain")
    static class FailsAfterApply {
        @Test
        void fails(Stack stack) {
            SEEN.add(stack);
            stack.apply();
            throw new AssertionError("on purpose");
        }
    }

    @Test
    void c02_fails_a_test_whose_stack_cannot_be_destroyed() throws IOException {
        SEEN.clear();
        permit = Files.createTempDirectory("groundcheck").resolve("permit");
        Map<String, String> results = run(LeavesSomething.class, Map.of());
        assertThat(results.get("passes(Stack)"))
                .startsWith("FAILED: not everything of ")
                .contains("Left:\n  terraform_data.held\nResume with: ");
        Files.createFile(permit);
        SEEN.get(0).destroy();
        assertThat(SEEN.get(0).workspace().folder()).doesNotExist();
        Files.delete(permit);
    }

    private static Path permit = Path.of("/nowhere");

    @TerraformModule(MODULES + "undestroyable")
    static class LeavesSomething {
        @Test
        void passes(Stack stack) {
            SEEN.add(stack);
            stack.set("permit", permit.toString()).apply();
        }
    }

    @Test
    void a_stack_of_before_all_is_shared_and_lives_as_long_as_the_class() {
        SEEN.clear();
        Map<String, String> results = run(Shares.class, Map.of());
        assertThat(results.values()).containsOnly("SUCCESSFUL");
        assertThat(results).hasSize(2);
        assertThat(SEEN).hasSize(3).allMatch(stack -> stack == SEEN.get(0));
        assertThat(SEEN.get(0).workspace().folder()).doesNotExist();
    }

    @TerraformModule(MODULES + "plain")
    static class Shares {
        @BeforeAll
        static void apply(Stack stack) {
            SEEN.add(stack);
            stack.apply();
        }

        @Test
        void first(Stack stack) {
            SEEN.add(stack);
            assertThat(stack.resources()).isNotEmpty();
        }

        @Test
        void second(Stack stack) {
            SEEN.add(stack);
            assertThat(stack.resources()).isNotEmpty();
        }
    }

    @Test
    void what_a_target_lacks_is_reported_as_not_run() {
        // said here, because a run of everything (CI's) requires all
        assertThat(run(NeedsTraffic.class, Map.of("groundcheck.require", "none")))
                .containsOnly(
                        Map.entry("runs(Target)", "SUCCESSFUL"),
                        Map.entry("forwards()", "NOT RUN: moto lacks CONTAINERS, TRAFFIC"));
    }

    @Test
    void what_a_target_lacks_fails_where_everything_is_required() {
        assertThat(run(NeedsTraffic.class, Map.of("groundcheck.require", "all")))
                .containsEntry("runs(Target)", "SUCCESSFUL")
                .hasEntrySatisfying(
                        "forwards()",
                        result -> assertThat(result)
                                .startsWith("FAILED: ")
                                .contains(
                                        "moto lacks CONTAINERS, TRAFFIC (GROUNDCHECK_REQUIRE=all: a test that can't run is a"
                                                + " failed one)"));
    }

    @TerraformModule(MODULES + "plain")
    @OnTarget("moto")
    static class NeedsTraffic {
        @Test
        void runs(Target target) {
            assertThat(target.name()).isEqualTo("moto");
        }

        @Test
        @Requires({Capability.TRAFFIC, Capability.CONTAINERS})
        void forwards() {
            throw new AssertionError("moto forwards nothing, so this must not run");
        }
    }

    @Test
    void a_class_that_runs_elsewhere_only_is_reported_as_not_run() {
        assertThat(run(NeedsTraffic.class, Map.of("groundcheck.target", "aws")))
                .containsExactly(Map.entry(
                        "JUnitExtensionIT$NeedsTraffic",
                        "NOT RUN: GROUNDCHECK_TARGET=aws, but this class runs on moto only"));
    }

    @Test
    void before_all_gets_the_one_target_of_its_class_and_never_another() {
        SEEN.clear();
        assertThat(run(OnMotoOnly.class, Map.of())).containsExactly(Map.entry("runs()", "SUCCESSFUL"));
        assertThat(SEEN)
                .singleElement()
                .satisfies(stack -> assertThat(stack.target().name()).isEqualTo("moto"));
        SEEN.clear();
        assertThat(run(OnMotoOnly.class, Map.of("groundcheck.target", "aws")))
                .containsExactly(Map.entry(
                        "JUnitExtensionIT$OnMotoOnly",
                        "NOT RUN: GROUNDCHECK_TARGET=aws, but this class runs on moto only"));
        assertThat(SEEN).isEmpty();
    }

    @TerraformModule(MODULES + "plain")
    @OnTarget("moto")
    static class OnMotoOnly {
        @BeforeAll
        static void see(Stack stack) {
            SEEN.add(stack);
        }

        @Test
        void runs() {}
    }

    @Test
    void before_all_gets_no_stack_where_a_class_runs_on_several_targets() {
        assertThat(run(OnBoth.class, Map.of()).values())
                .singleElement()
                .asString()
                .startsWith("FAILED: ")
                .contains("runs on moto, fakecloud, and @BeforeAll once for all of them");
    }

    @TerraformModule(MODULES + "plain")
    @OnTarget({"moto", "fakecloud"})
    static class OnBoth {
        @BeforeAll
        static void see(Stack stack) {
            SEEN.add(stack);
        }

        @Test
        void runs() {}
    }

    /** Result by test: {@code SUCCESSFUL}, {@code FAILED: message} or {@code NOT RUN: reason}. */
    static Map<String, String> run(Class<?> testClass, Map<String, String> parameters) {
        var results = new LinkedHashMap<String, String>();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(testClass))
                .configurationParameters(parameters)
                .build();
        Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build());
        launcher.execute(request, new TestExecutionListener() {
            @Override
            public void executionSkipped(TestIdentifier test, String reason) {
                results.put(test.getDisplayName(), "NOT RUN: " + reason);
            }

            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                String message =
                        result.getThrowable().map(Throwable::getMessage).orElse("");
                switch (result.getStatus()) {
                    case SUCCESSFUL -> {
                        if (test.isTest()) {
                            results.put(test.getDisplayName(), "SUCCESSFUL");
                        }
                    }
                    case FAILED -> results.put(test.getDisplayName(), "FAILED: " + message);
                    case ABORTED -> results.put(test.getDisplayName(), "NOT RUN: " + message);
                }
            }
        });
        return results;
    }
}
