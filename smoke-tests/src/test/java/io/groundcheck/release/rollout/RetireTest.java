package io.groundcheck.release.rollout;

import static io.groundcheck.release.fake.Samples.V1;
import static io.groundcheck.release.fake.Samples.V2;
import static io.groundcheck.release.fake.Samples.staged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.release.fake.FakeAws;
import io.groundcheck.release.fake.FakeTicker;
import io.groundcheck.release.fake.Samples;
import io.groundcheck.release.gate.GateId;
import io.groundcheck.release.gate.GateRefusedException;
import io.groundcheck.release.json.Json;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Fence;
import io.groundcheck.release.record.Nonces;
import io.groundcheck.release.record.Previous;
import io.groundcheck.release.record.RecordStore;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.state.Traffic;
import io.groundcheck.release.store.CompareAndSwap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RetireTest {

    private final FakeAws aws = new FakeAws();
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void greenIsLiveOverBlue() {
        write(Samples.record(
                Optional.of(Colour.GREEN),
                Optional.of(new Previous(Colour.BLUE, V1)),
                Optional.of(staged("v1", V1)),
                Optional.of(staged("v2", V2))));
        aws.up(Colour.BLUE, V1, 2);
        aws.up(Colour.GREEN, V2, 2);
        aws.traffic = new Traffic.To(Colour.GREEN);
    }

    @Test
    void scales_the_idle_colour_to_zero_and_ends_the_rollback() {
        retire(0);

        assertThat(aws.orders).containsExactly("scale blue 0");
        assertThat(record().previous()).isEmpty();
        assertThat(record().staged(Colour.BLUE).orElseThrow().desiredCount()).isZero();
        assertThat(said)
                .containsExactly("blue (v1 (sha256:111111111111)) is to run 0 tasks; rolling back to it ends here");
    }

    /** A late order would send live traffic to a colour without tasks. */
    @Test
    @Tag("P14")
    void p14_refuses_zero_while_an_order_of_somebody_overtaken_may_still_arrive() {
        var until = aws.bucket.now.plusSeconds(60);
        write(record().fenced(new Fence(until, 4, "sleeper@here")));

        assertThatThrownBy(() -> retire(0))
                .isInstanceOfSatisfying(
                        GateRefusedException.class,
                        refused -> assertThat(refused.gate()).isEqualTo(GateId.LATE_ORDER))
                .hasMessageContaining("sleeper@here (epoch 4) lost the lease")
                .hasMessageContaining("after " + until + ", in 2 min");
        assertThat(aws.orders).isEmpty();

        retire(1);
        aws.bucket.now = until;
        retire(0);
        assertThat(aws.orders).as("when it is over").containsExactly("scale blue 1", "scale blue 0");
    }

    @Test
    void keeps_what_is_asked_for() {
        retire(1);

        assertThat(aws.orders).containsExactly("scale blue 1");
        assertThat(record().previous()).isPresent();
    }

    @Test
    void run_twice_does_nothing_more() {
        retire(0);
        aws.orders.clear();

        retire(0);

        assertThat(aws.orders).isEmpty();
    }

    @Test
    void a_run_that_died_after_the_record_is_finished_by_the_next_one() {
        aws.dieAtCall(0);
        retire(0);
        int calls = aws.calls();
        for (int call = 1; call <= calls; call++) {
            greenIsLiveOverBlue();
            aws.orders.clear();
            aws.dieAtCall(call);
            assertThatThrownBy(() -> retire(0)).isInstanceOf(FakeAws.Crash.class);
            aws.dieAtCall(0);

            retire(0);

            assertThat(aws.orders).containsExactly("scale blue 0");
            assertThat(record().previous()).isEmpty();
        }
    }

    @Test
    void never_scales_while_record_and_load_balancer_disagree() {
        aws.traffic = new Traffic.To(Colour.BLUE);

        assertThatThrownBy(() -> retire(0))
                .isInstanceOf(GateRefusedException.class)
                .hasMessage("traffic goes to blue, and the record says green is live: it isn't certain that a colour is"
                        + " idle; look at `release status`");
        assertThat(aws.orders).isEmpty();
    }

    private void retire(int count) {
        var store = aws.objects();
        var records = new RecordStore(store, new CompareAndSwap(store, new FakeTicker()), Nonces.random());
        new Retire(aws, records, false, said::add).run(count);
    }

    private void write(ReleaseRecord record) {
        aws.bucket.put(RecordStore.KEY, Json.write(record));
    }

    private ReleaseRecord record() {
        return Json.read(
                "record", aws.bucket.read(RecordStore.KEY).orElseThrow().body(), ReleaseRecord.class);
    }
}
