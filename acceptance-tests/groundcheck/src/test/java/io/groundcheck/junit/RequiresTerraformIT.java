package io.groundcheck.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.terraform.Progress;
import io.groundcheck.terraform.Terraform;
import io.groundcheck.terraform.Timeouts;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test for some versions of Terraform only: seen by running some, with the one on this machine. */
class RequiresTerraformIT {

    @TempDir
    Path folder;

    @Test
    void a_test_for_other_versions_is_reported_as_not_run_with_what_was_found() {
        // said here, because a run of everything (CI's) requires all
        assertThat(JUnitExtensionIT.run(ForSome.class, Map.of("groundcheck.require", "none")))
                .containsOnly(
                        Map.entry("runs()", "SUCCESSFUL"),
                        Map.entry(
                                "waits()",
                                "NOT RUN: this is about Terraform >= 99, but what runs here is " + installed()));
    }

    @Test
    void a_test_for_other_versions_fails_where_everything_is_required() {
        assertThat(JUnitExtensionIT.run(ForSome.class, Map.of("groundcheck.require", "all")))
                .containsEntry("runs()", "SUCCESSFUL")
                .hasEntrySatisfying(
                        "waits()",
                        result -> assertThat(result)
                                .startsWith("FAILED: ")
                                .contains("this is about Terraform >= 99, but what runs here is " + installed()
                                        + " (GROUNDCHECK_REQUIRE=all: a test that can't run is a failed one)"));
    }

    @RequiresTerraform(">= 1.5")
    static class ForSome {
        @Test
        void runs() {}

        @Test
        @RequiresTerraform(">= 99")
        void waits() {
            throw new AssertionError("no such Terraform exists, so this must not run");
        }
    }

    @Test
    void a_class_for_other_versions_is_reported_as_not_run() {
        assertThat(JUnitExtensionIT.run(ForOld.class, Map.of("groundcheck.require", "none")))
                .containsExactly(Map.entry(
                        "RequiresTerraformIT$ForOld",
                        "NOT RUN: this is about Terraform < 1, but what runs here is " + installed()));
    }

    @RequiresTerraform("< 1")
    static class ForOld {
        @Test
        void runs() {
            throw new AssertionError("this Terraform is newer, so this must not run");
        }
    }

    @Test
    void should_fail_if_the_constraint_is_none() {
        assertThat(JUnitExtensionIT.run(ForNone.class, Map.of()))
                .hasEntrySatisfying(
                        "RequiresTerraformIT$ForNone",
                        result -> assertThat(result)
                                .startsWith("FAILED: ")
                                .contains(
                                        "constraint: expected something like \">= 1.5, < 2\", but was \"a new one\""));
    }

    @RequiresTerraform("a new one")
    static class ForNone {
        @Test
        void runs() {}
    }

    private String installed() {
        return Terraform.in(folder, Map.of(), Timeouts.DEFAULT, Progress.NONE)
                .cli()
                .title();
    }
}
