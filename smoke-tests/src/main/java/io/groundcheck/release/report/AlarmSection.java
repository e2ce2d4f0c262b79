package io.groundcheck.release.report;

import io.groundcheck.release.state.AlarmState;
import io.groundcheck.report.html.Element;
import io.groundcheck.report.html.Table;
import java.util.List;
import java.util.Optional;

/** The alarms as they stood. */
final class AlarmSection {

    private AlarmSection() {}

    static List<Element> of(Optional<List<AlarmState>> alarms) {
        if (alarms.isEmpty()) {
            return List.of(Element.of("p", "Nobody asked for their states when this report was made.")
                    .attr("class", "quiet"));
        }
        if (alarms.get().isEmpty()) {
            return List.of(Element.of("p", "There are none.").attr("class", "quiet"));
        }
        Table table = Table.of("As they stood when this report was made")
                .column("alarm")
                .column("state")
                .column("reason");
        for (AlarmState alarm : alarms.get()) {
            table.row(
                    Table.heading(alarm.name()),
                    Table.cell("").add(Element.of("span", alarm.state()).attr("class", style(alarm))),
                    Table.cell(alarm.reason()));
        }
        return List.of(table.element());
    }

    private static String style(AlarmState alarm) {
        if (alarm.isAlarm()) {
            return "bad";
        }
        return alarm.state().equals("OK") ? "good" : "warn";
    }
}
