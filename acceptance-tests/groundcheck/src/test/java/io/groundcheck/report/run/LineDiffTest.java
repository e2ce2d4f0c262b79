package io.groundcheck.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineDiffTest {

    @Test
    void what_stays_is_kept_and_what_changed_is_told_as_going_and_coming() {
        assertThat(diff(List.of("a", "b", "c"), List.of("a", "x", "c"))).containsExactly(" a", "-b", "+x", " c");
    }

    @Test
    void what_comes_and_goes_at_the_ends_is_told() {
        assertThat(diff(List.of("a", "b"), List.of("b", "c"))).containsExactly("-a", " b", "+c");
    }

    @Test
    void out_of_nothing_everything_comes() {
        assertThat(diff(List.of(), List.of("a", "b"))).containsExactly("+a", "+b");
    }

    @Test
    void long_stretches_that_stay_are_folded_to_what_is_next_to_a_change() {
        var before = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            before.add("line " + i);
        }
        var after = new ArrayList<>(before);
        after.set(10, "changed");

        assertThat(diff(before, after))
                .containsExactly(
                        " … 8 lines as they are",
                        " line 8",
                        " line 9",
                        "-line 10",
                        "+changed",
                        " line 11",
                        " line 12",
                        " … 7 lines as they are");
    }

    @Test
    void texts_too_long_to_compare_are_told_in_full() {
        var before = new ArrayList<String>();
        for (int i = 0; i < 2_001; i++) {
            before.add("line " + i);
        }

        assertThat(diff(before, List.of("x"))).hasSize(2_002).last().isEqualTo("+x");
    }

    private static List<String> diff(List<String> before, List<String> after) {
        return LineDiff.between(before, after).stream()
                .map(line -> line.kind().sign() + line.text())
                .toList();
    }
}
