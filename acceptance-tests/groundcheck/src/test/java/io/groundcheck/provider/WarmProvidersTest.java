package io.groundcheck.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.files.UserFolders;
import io.groundcheck.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pool, with programs that only say what a provider says. */
class WarmProvidersTest {

    private static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin");

    @TempDir
    Path folder;

    private WarmProviders providers = new WarmProviders(new UserFolders(Path.of(""), Path.of("")), 1);

    @BeforeEach
    void inItsOwnFolders() {
        providers = new WarmProviders(new UserFolders(folder.resolve("cache"), folder.resolve("state")), 2);
    }

    @AfterEach
    void end() {
        providers.endIdle();
    }

    @Test
    void lends_the_same_one_again_and_another_while_it_is_out() throws Exception {
        Path program = provider();
        String first;
        try (var lease = providers.borrow(program, PATH);
                var beside = providers.borrow(program, PATH)) {
            first = lease.reattach(Optional.empty());
            assertThat(beside.reattach(Optional.empty())).isNotEqualTo(first);
        }
        try (var lease = providers.borrow(program, PATH);
                var beside = providers.borrow(program, PATH)) {
            assertThat(java.util.List.of(lease.reattach(Optional.empty()), beside.reattach(Optional.empty())))
                    .contains(first);
        }
    }

    @Test
    void another_environment_has_another_provider() throws Exception {
        Path program = provider();
        String first;
        try (var lease = providers.borrow(program, PATH)) {
            first = lease.reattach(Optional.empty());
        }
        try (var lease = providers.borrow(program, Map.of("PATH", "/usr/bin:/bin", "AWS_REGION", "eu-west-1"))) {
            assertThat(lease.reattach(Optional.empty())).isNotEqualTo(first);
        }
    }

    @Test
    void one_that_was_broken_off_serves_nobody_else() throws Exception {
        Path program = provider();
        String first;
        try (var lease = providers.borrow(program, PATH)) {
            first = lease.reattach(Optional.empty());
            lease.spoil();
        }
        assertThat(ledger().entries()).isEmpty();
        try (var lease = providers.borrow(program, PATH)) {
            assertThat(lease.reattach(Optional.empty())).isNotEqualTo(first);
        }
    }

    @Test
    void more_than_the_most_wait_and_an_idle_one_makes_room() throws Exception {
        Path program = provider();
        var third = new CompletableFuture<String>();
        try (var lease = providers.borrow(program, PATH);
                var beside = providers.borrow(program, PATH)) {
            new Thread(() -> {
                        try (var late = providers.borrow(program, PATH)) {
                            third.complete(late.reattach(Optional.empty()));
                        } catch (IOException | InterruptedException e) {
                            third.completeExceptionally(e);
                        }
                    })
                    .start();
            assertThat(third).isNotDone();
            assertThat(ledger().entries()).hasSize(2);
            assertThat(beside.reattach(Optional.empty())).isNotEqualTo(lease.reattach(Optional.empty()));
        }
        assertThat(third.get(10, TimeUnit.SECONDS)).isNotEmpty();
        try (var lease = providers.borrow(program, Map.of("PATH", "/usr/bin:/bin", "OTHER", "1"))) {
            assertThat(lease.reattach(Optional.empty())).isNotEmpty();
            assertThat(ledger().entries()).as("processes").hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void says_what_a_program_said_that_is_no_provider_and_does_not_try_it_again() throws Exception {
        Path program = script("#!/bin/sh\necho tried >> '" + folder.resolve("tries") + "'\necho 'not today' >&2\n");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> providers.borrow(program, PATH).close())
                    .isInstanceOf(IOException.class)
                    .hasMessage("the provider, started with -debug, ended. It said:\nnot today");
        }
        assertThat(Files.readAllLines(folder.resolve("tries"))).hasSize(1);
        assertThat(ledger().entries()).isEmpty();
    }

    private Ledger ledger() {
        return Ledger.in(new UserFolders(folder.resolve("cache"), folder.resolve("state")));
    }

    private Path provider() throws IOException {
        return script("""
                #!/bin/sh
                [ "$1" = -debug ] || exit 1
                echo 'Provider started.'
                printf "\\n\\tTF_REATTACH_PROVIDERS='{\\"pid\\":$$}'\\n"
                exec sleep 60
                """);
    }

    private Path script(String text) throws IOException {
        Path file = Files.createFile(
                folder.resolve("provider"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return Files.writeString(file, text);
    }
}
