package io.groundcheck.release.cutover;

import static io.groundcheck.release.fake.Samples.V1;
import static io.groundcheck.release.fake.Samples.V2;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.release.fake.FakeTicker;
import io.groundcheck.release.record.Colour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifierTest {

    private static final VersionProbe.Answer OLD = new VersionProbe.Answer("a", "blue", V1.value(), "v1 on blue");
    private static final VersionProbe.Answer NEW = new VersionProbe.Answer("a", "green", V2.value(), "v2 on green");
    private static final VersionProbe.Answer OTHER_NODE =
            new VersionProbe.Answer("b", "blue", V1.value(), "v1 on blue");

    private final FakeTicker ticker = new FakeTicker();
    private final List<List<VersionProbe.Answer>> rounds = new ArrayList<>();
    private List<VersionProbe.Answer> afterwards = List.of(NEW);

    @Test
    void right_answers_alone_are_not_enough_without_the_quiet_time() {
        assertThat(look(verifier())).isEqualTo(new Verification.Seen());

        assertThat(ticker.now()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_wrong_answer_starts_the_quiet_time_anew() {
        for (int i = 0; i < 20; i++) {
            rounds.add(List.of(NEW));
        }
        rounds.add(List.of(OLD));

        assertThat(look(verifier())).isEqualTo(new Verification.Looking());
        assertThat(ticker.now()).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void every_address_must_answer_right() {
        afterwards = List.of(NEW, OTHER_NODE);
        var verifier = verifier();

        Verification seen = new Verification.Looking();
        while (seen instanceof Verification.Looking) {
            seen = look(verifier);
        }

        assertThat(seen)
                .isEqualTo(
                        new Verification.TimedOut("for 60 s not 10 right answers in a row and 2 s without a wrong one;"
                                + " the last wrong one: b: v1 on blue"));
    }

    private Verifier verifier() {
        VersionProbe probe = () -> rounds.isEmpty() ? afterwards : rounds.remove(0);
        return new Verifier(probe, ticker, SwitchSettings.DEFAULT);
    }

    private static Verification look(Verifier verifier) {
        return verifier.look(answer -> answer.isFrom(Colour.GREEN, V2));
    }
}
