package io.groundcheck.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionConstraintTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ">= 1.5, < 2 | 1.11.4",
                ">= 1.5 | 1.5.0",
                "1.11.4 | 1.11.4",
                "= 1.11 | 1.11.0",
                "!= 1.11.3 | 1.11.4",
                "~> 1.5 | 1.11.4",
                "~> 1.11.0 | 1.11.9",
                "~> 5 | 5.100.0",
                "<= 2 | 2.0.0",
                "> 1.10 | 1.10.1",
                "1.12.0-beta1 | 1.12.0-beta1"
            })
    void allows(String constraint, String version) {
        assertThat(VersionConstraint.of(constraint).allows(version)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ">= 1.5, < 2 | 2.0.0",
                ">= 1.10 | 1.9.9",
                "~> 1.5 | 2.0.0",
                "~> 1.11.0 | 1.12.0",
                "~> 5 | 6.0.0",
                "!= 1.11.4 | 1.11.4",
                "> 1.10 | 1.10.0",
                ">= 1.10 | 1.12.0-beta1"
            })
    void refuses(String constraint, String version) {
        assertThat(VersionConstraint.of(constraint).allows(version)).isFalse();
    }

    @Test
    void should_fail_if_it_is_none() {
        assertThatThrownBy(() -> VersionConstraint.of("at least 1.5"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("constraint: expected something like \">= 1.5, < 2\", but was \"at least 1.5\"");
        assertThatThrownBy(() -> VersionConstraint.of(">= 1").allows("new"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("version: expected something like 1.11.4, but was \"new\"");
    }
}
