package io.groundcheck.release.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.release.fake.FakeObjects;
import io.groundcheck.release.fake.FakeTicker;
import io.groundcheck.release.record.Nonces;
import io.groundcheck.release.store.CompareAndSwap;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeasesTest {

    private final FakeObjects bucket = new FakeObjects();
    private final FakeTicker mine = new FakeTicker();
    private final FakeTicker theirs = new FakeTicker();

    @Test
    void the_first_lease_has_an_epoch_above_the_records() {
        assertThat(leases(mine).take("me", 4).epoch()).isEqualTo(5);
        assertThat(bucket.text("lease.json"))
                .contains("\"holder\" : \"me\"", "\"epoch\" : 5", "\"duration_seconds\" : 15")
                .doesNotContain("free");
    }

    @Test
    void is_written_free_and_never_deleted() {
        leases(mine).take("me", 0).free();

        assertThat(bucket.text("lease.json"))
                .contains("\"free\" : true", "\"epoch\" : 1")
                .doesNotContain("holder", "duration_seconds");
    }

    @Test
    void each_won_lease_has_a_greater_epoch() {
        leases(mine).take("me", 0).free();
        leases(mine).take("me", 0).free();

        assertThat(leases(theirs).take("they", 0).epoch()).isEqualTo(3);
    }

    @Test
    void waits_for_a_silent_holder_by_its_own_clock_and_takes_over() {
        leases(theirs).take("they", 0); // and dies

        var lease = leases(mine).take("me", 0);

        assertThat(lease.epoch()).isEqualTo(2);
        assertThat(mine.now()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void a_clock_that_is_far_ahead_takes_nothing_over_sooner() {
        leases(theirs).take("they", 0);
        mine.pass(Duration.ofDays(1));

        leases(mine).take("me", 0);

        assertThat(mine.now()).isEqualTo(Duration.ofDays(1).plusSeconds(15));
    }

    @Test
    void should_fail_if_the_holder_does_not_end_in_time() {
        leases(theirs).take("they", 0);

        assertThatThrownBy(() -> leases(mine, Duration.ofSeconds(5)).take("me", 0))
                .isInstanceOf(LeaseBusyException.class)
                .hasMessage(
                        "the lease is held by they (epoch 1). If it stays silent, the lease may be taken over in 10 s;"
                                + " run the same command again then, or after that one has ended");
    }

    @Test
    void a_holder_that_renews_is_not_taken_over() {
        var held = leases(theirs).take("they", 0);
        var renewing = new RenewingTicker(held);

        assertThatThrownBy(() -> leases(renewing).take("me", 0)).isInstanceOf(LeaseBusyException.class);
        assertThat(held.renew()).isTrue();
    }

    @Test
    void a_holder_that_was_taken_over_learns_it_and_never_writes_again() {
        var sleeper = leases(theirs).take("they", 0);
        var winner = leases(mine).take("me", 0);

        assertThat(sleeper.renew()).isFalse();
        sleeper.free();
        assertThat(bucket.text("lease.json")).contains("\"holder\" : \"me\"");
        assertThat(winner.renew()).isTrue();
    }

    @Test
    void its_time_starts_before_the_write() {
        var lease = leases(mine).take("me", 0);

        mine.pass(Duration.ofSeconds(6));
        assertThat(lease.remaining()).isEqualTo(Duration.ofSeconds(9));
        assertThat(lease.renew()).isTrue();
        assertThat(lease.remaining()).isEqualTo(Duration.ofSeconds(15));
        mine.pass(Duration.ofSeconds(16));
        assertThat(lease.remaining()).isNegative();
    }

    private Leases leases(io.groundcheck.release.time.Ticker ticker) {
        return leases(ticker, LeaseSettings.DEFAULT.patience());
    }

    private Leases leases(io.groundcheck.release.time.Ticker ticker, Duration patience) {
        return new Leases(
                bucket,
                new CompareAndSwap(bucket, ticker),
                ticker,
                Nonces.random(),
                LeaseSettings.DEFAULT.waiting(patience));
    }

    /** While somebody waits with this, the holder renews every ten seconds. */
    private static final class RenewingTicker implements io.groundcheck.release.time.Ticker {
        private final HeldLease held;
        private Duration now = Duration.ZERO;
        private Duration renewed = Duration.ZERO;

        RenewingTicker(HeldLease held) {
            this.held = held;
        }

        @Override
        public Duration now() {
            return now;
        }

        @Override
        public void sleep(Duration duration) {
            now = now.plus(duration);
            if (now.minus(renewed).compareTo(Duration.ofSeconds(10)) >= 0) {
                held.renew();
                renewed = now;
            }
        }
    }
}
