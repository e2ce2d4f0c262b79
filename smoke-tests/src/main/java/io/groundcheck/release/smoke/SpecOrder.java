package io.groundcheck.release.smoke;

import io.cucumber.core.gherkin.Pickle;
import io.cucumber.core.order.PickleOrder;
import java.util.Comparator;
import java.util.List;

/** {@code @first} scenarios, then the others as they stand in the files, then {@code @last} ones. */
final class SpecOrder implements PickleOrder {

    @Override
    public List<Pickle> orderPickles(List<Pickle> pickles) {
        // The sort is stable: within each third the order stays Cucumber's.
        return pickles.stream().sorted(Comparator.comparingInt(SpecOrder::rank)).toList();
    }

    private static int rank(Pickle pickle) {
        if (pickle.getTags().contains("@first")) {
            return 0;
        }
        return pickle.getTags().contains("@last") ? 2 : 1;
    }
}
