package io.groundcheck.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.report.chart.MarkLabels.Placed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {

    @ParameterizedTest
    @CsvSource({"1,1,1", "5,1,5", "6,2,6", "7,2,8", "100,20,100", "101,50,150", "597,200,600", "1234567,500000,1500000"
    })
    void an_axis_of_counts_ends_on_a_tick(long count, long step, long ceiling) {
        assertThat(Ticks.step(count)).isEqualTo(step);
        assertThat(Ticks.ceiling(count)).isEqualTo(ceiling);
    }

    @Test
    void an_axis_of_times_has_round_ticks_and_never_too_many() {
        assertThat(Ticks.times(0, 10, 11)).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0);
        assertThat(Ticks.times(93, 97.7, 11)).first().isEqualTo(93.0);
        for (double until = 0.01; until < 1e8; until *= 1.7) {
            assertThat(Ticks.times(0, until, 11)).as("up to " + until).hasSizeBetween(1, 12);
        }
    }

    @Test
    void times_are_told_as_finely_as_the_axis_is() {
        assertThat(Ticks.time(97.5, 93, 98)).isEqualTo("97.5 s");
        assertThat(Ticks.time(125, 0, 240)).isEqualTo("2:05");
        assertThat(Ticks.time(150.5, 148, 153)).isEqualTo("150.5 s");
        assertThat(Ticks.time(3_725, 0, 7_200)).isEqualTo("1:02:05");
    }

    @Test
    void no_label_covers_another_and_none_leaves_the_drawing() {
        var marks = new ArrayList<Mark>();
        var at = new ArrayList<Double>();
        for (int i = 0; i < 40; i++) {
            marks.add(new Mark(i + 1, "cutover asked", i));
            at.add(60 + i * 25.0);
        }

        List<Placed> placed = MarkLabels.place(marks, at, 58, 1088);

        for (Placed one : placed) {
            assertThat(one.x()).isGreaterThanOrEqualTo(58);
            assertThat(one.x() + one.text().length() * 6.9).isLessThanOrEqualTo(1088.01);
            assertThat(one.row()).isBetween(0, 4);
            for (Placed other : placed) {
                if (!one.equals(other)
                        && !one.text().isEmpty()
                        && !other.text().isEmpty()
                        && one.row() == other.row()
                        && one.x() <= other.x()) {
                    assertThat(one.x() + one.text().length() * 6.9)
                            .as(one + " before " + other)
                            .isLessThanOrEqualTo(other.x());
                }
            }
        }
    }

    @Test
    void a_failure_among_thousands_has_a_mark_that_is_high_enough_to_be_seen() {
        long[] failures = new long[1_000];
        failures[10] = 1;
        failures[20] = 5_000;
        var chart = new StackedChart(
                "c",
                "t",
                "d",
                0,
                1,
                List.of(Series.of("v1", new long[1_000])),
                Series.of("failed", failures),
                List.of());

        assertThat(chart.svg().toHtml())
                .containsPattern(
                        "class=\"failures\" fill=\"url\\(#c-hatch\\)\" x=\"68.3\" y=\"254\" width=\"3\" height=\"8\"")
                .containsPattern("x=\"78.6\" y=\"236\" width=\"3\" height=\"26\"");
    }

    @Test
    void a_series_with_gaps_has_an_outline_for_each_part() {
        String outline = Outline.of(new long[] {0, 0, 2, 2}, Series.of("v2", 3, 0, 1, 1), 0, 10, 100, 10);

        assertThat(outline).isEqualTo("M0,100V70H10V100H0ZM20,80V70H40V80H20Z");
    }
}
