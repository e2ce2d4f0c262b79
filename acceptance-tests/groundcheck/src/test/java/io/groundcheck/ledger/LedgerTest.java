package io.groundcheck.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.files.UserFolders;
import io.groundcheck.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    private static final LedgerEntry MINE = new LedgerEntry(
            "vpc-1",
            LedgerEntry.Kind.STACK,
            ProcessIdentity.current(),
            "NetworkTest: terraform/modules/network on moto",
            Map.of("workspace", "/w", "resume", "/w/destroy.sh"));

    private static final LedgerEntry ORPHAN = new LedgerEntry(
            "moto-1",
            LedgerEntry.Kind.PROCESS,
            new ProcessIdentity(ProcessHandle.current().pid(), 1),
            "moto on port 1",
            Map.of("pid", "4711", "start_time", "99"));

    @TempDir
    Path folder;

    @Test
    void keeps_what_was_written_until_it_is_struck_out() throws IOException {
        Ledger ledger = ledger();
        assertThat(ledger.entries()).isEmpty();
        ledger.write(MINE);
        ledger.write(ORPHAN);
        assertThat(ledger().entries()).containsExactly(ORPHAN, MINE);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(ledger.folder().resolve("vpc-1.json"))))
                .isEqualTo("rw-------");
        ledger.remove("vpc-1");
        ledger.remove("vpc-1");
        assertThat(ledger.entries()).containsExactly(ORPHAN);
    }

    @Test
    void knows_whose_owner_is_gone_even_if_its_pid_is_in_use_again() {
        Ledger ledger = ledger();
        ledger.write(MINE);
        ledger.write(ORPHAN);
        assertThat(ledger.orphans()).containsExactly(ORPHAN);
        assertThat(ORPHAN.process()).isEqualTo(new ProcessIdentity(4711, 99));
    }

    @Test
    void one_file_that_cannot_be_read_hides_no_other_and_stays() throws IOException {
        Ledger ledger = ledger();
        ledger.write(MINE);
        Path broken = Files.writeString(ledger.folder().resolve("broken.json"), "{");
        assertThat(ledger.entries()).containsExactly(MINE);
        assertThat(broken).exists();
    }

    @Test
    void should_fail_if_an_id_is_no_file_name() {
        assertThatThrownBy(
                        () -> new LedgerEntry("../x", LedgerEntry.Kind.STACK, ProcessIdentity.current(), "", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("id: expected letters, digits and -, but was \"../x\"");
    }

    private Ledger ledger() {
        return Ledger.in(new UserFolders(folder.resolve("cache"), folder.resolve("state")));
    }
}
