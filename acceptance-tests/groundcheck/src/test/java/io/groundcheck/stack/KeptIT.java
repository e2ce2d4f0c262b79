package io.groundcheck.stack;

import static io.groundcheck.assertions.GroundcheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.files.UserFolders;
import io.groundcheck.ledger.Ledger;
import io.groundcheck.sweep.Sweeper;
import io.groundcheck.target.NoTarget;
import io.groundcheck.terraform.Progress;
import io.groundcheck.terraform.TerraformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack that stays for the next run, without Terratest's traps. */
class KeptIT {

    @TempDir
    Path folder;

    @Test
    void t06_a_kept_stack_lives_in_its_copy_and_the_next_run_goes_on_with_what_stands_in_the_module_now()
            throws IOException {
        Path module = Files.createDirectory(folder.resolve("kept"));
        Path main = module.resolve("main.tf");
        Files.writeString(main, "resource \"terraform_data\" \"first\" {}\n");
        String id;
        try (var stack = stack(module, true)) {
            assertThat(stack.isReused()).isFalse();
            stack.apply();
            id = stack.terraform().showState().path("values").toString();
        }
        try (Stream<Path> files = Files.walk(module)) {
            assertThat(files).as("nothing is written into the module itself").containsExactly(module, main);
        }
        assertThat(new Sweeper(System.getenv()).sweep())
                .as("what is kept isn't swept")
                .noneMatch(swept -> swept.what().startsWith("KeptIT: "));
        assertThat(new Sweeper(System.getenv()).kept()).anyMatch(kept -> kept.startsWith("KeptIT: " + module));

        Files.writeString(main, "resource \"terraform_data\" \"second\" {}\n", StandardOpenOption.APPEND);
        try (var stack = stack(module, true)) {
            assertThat(stack.isReused()).isTrue();
            assertThat(stack.plan()).leavesAlone("terraform_data.first").creates("terraform_data.second");
            assertThat(stack.terraform().showState().path("values").toString()).isEqualTo(id);
            assertThatThrownBy(() -> stack(module, true))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("works with it now: wait for its end");
        }

        Stack last = stack(module, false);
        try (last) {
            assertThat(last.isReused()).isTrue();
            assertThat(last.resources()).containsExactly("terraform_data.first");
        }
        assertThat(last.workspace().folder())
                .as("a run that doesn't keep it destroys it")
                .doesNotExist();
        assertThat(Ledger.in(UserFolders.of(System.getenv())).entries())
                .noneMatch(entry -> entry.what().startsWith("KeptIT: "));
    }

    @Test
    void should_fail_if_the_variable_says_something_else() {
        assertThat(Kept.isAskedFor(Map.of())).isFalse();
        assertThat(Kept.isAskedFor(Map.of("GROUNDCHECK_KEEP", "1"))).isTrue();
        assertThatThrownBy(() -> Kept.isAskedFor(Map.of("GROUNDCHECK_KEEP", "yes")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("GROUNDCHECK_KEEP is \"yes\": say 1, or leave it unset");
    }

    @Test
    void what_failed_before_anything_was_applied_is_not_kept() {
        Stack stack = stack(Path.of("src/test/resources/modules/plain"), true);
        try (stack) {
            stack.set("refused", true);
            assertThatThrownBy(stack::plan).isInstanceOf(TerraformException.class);
        }
        assertThat(stack.workspace().folder()).doesNotExist();
    }

    private static Stack stack(Path module, boolean keep) {
        return Stack.of(module, new NoTarget(), "KeptIT", Progress.NONE, ProviderReuse.COLD, keep);
    }
}
