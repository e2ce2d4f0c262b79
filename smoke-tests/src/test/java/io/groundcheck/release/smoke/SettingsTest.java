package io.groundcheck.release.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void withoutVariablesTheDefaultsHold() {
        assertThat(Settings.from(Map.of())).isEqualTo(new Settings(Duration.ofMillis(500), Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @CsvSource({"250ms, PT0.25S", "2s, PT2S", "PT0.5S, PT0.5S", "pt1m, PT1M", "' 90ms ', PT0.09S"})
    void timesAreReadInEachForm(String text, Duration expected) {
        assertThat(Settings.from(Map.of("SMOKE_LATENCY_BUDGET", text)).latencyBudget())
                .isEqualTo(expected);
        assertThat(Settings.from(Map.of("SMOKE_READINESS_TIMEOUT", text)).readinessTimeout())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "fast", "0ms", "-1s", "PT-1S", "1h30", "99999999999s"})
    void whatIsNoTimeIsNamed(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.from(Map.of("SMOKE_LATENCY_BUDGET", text)))
                .withMessage("SMOKE_LATENCY_BUDGET: expected a time above zero such as 500ms, 2s or PT0.5S but was '"
                        + text + "'");
    }
}
