package io.groundcheck.release.status;

import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.aws.Aws;
import io.groundcheck.release.foundation.Foundation;
import io.groundcheck.release.journal.Journal;
import io.groundcheck.release.journal.JournalStore;
import io.groundcheck.release.lease.LeaseDocument;
import io.groundcheck.release.lease.Leases;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.RecordStore;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.state.AlarmState;
import io.groundcheck.release.state.ServiceState;
import io.groundcheck.release.state.Traffic;
import io.groundcheck.release.store.Versioned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at everything. What can't be read is a problem on the page, not the end of it: it is read in incidents. */
public final class StatusReader {

    private final Aws aws;
    private final Foundation foundation;
    private final RecordStore records;
    private final Leases leases;
    private final JournalStore journals;
    private final List<String> unreadable = new ArrayList<>();

    public StatusReader(Aws aws, Foundation foundation, RecordStore records, Leases leases, JournalStore journals) {
        this.journals = journals;
        this.aws = aws;
        this.foundation = foundation;
        this.records = records;
        this.leases = leases;
    }

    /**
     * Looks now.
     *
     * @throws ReleaseException (exit code 3) if not even the load balancer says where traffic goes
     */
    public Status read() {
        unreadable.clear();
        var traffic = aws.loadBalancer().traffic();
        var record = attempt(() -> Optional.of(records.read())).map(Versioned::value);
        var blue = colour(Colour.BLUE, record);
        var green = colour(Colour.GREEN, record);
        var lease = attempt(leases::read).map(Versioned::value).map(StatusReader::view);
        var alarms = attempt(() -> Optional.of(aws.alarms().states())).orElse(List.of()).stream()
                .filter(AlarmState::isAlarm)
                .map(AlarmState::name)
                .toList();
        var view = record.map(this::view);
        var problems = new ArrayList<>(unreadable);
        problems.addAll(Diagnosis.problems(traffic, record, blue, green, alarms));
        return new Status(
                Status.SCHEMA,
                foundation.name(),
                foundation.region(),
                foundation.account(),
                foundation.url().toString(),
                traffic.target(),
                traffic.toString(),
                Status.Weights.of(traffic),
                view,
                blue,
                green,
                reason(record),
                lease,
                alarms,
                problems,
                Diagnosis.next(traffic, record),
                command(traffic, record, blue, green));
    }

    private Optional<String> reason(Optional<ReleaseRecord> record) {
        return record.flatMap(read -> attempt(() -> journals.read(read.epoch())))
                .flatMap(Journal::reason);
    }

    private Status.ColourView colour(Colour colour, Optional<ReleaseRecord> record) {
        return new Status.ColourView(
                record.flatMap(read -> read.staged(colour)),
                attempt(() -> aws.containers().service(colour)).map(ServiceState::desiredCount),
                attempt(() -> Optional.of(aws.containers().running(colour))).orElse(List.of()),
                attempt(() -> Optional.of(aws.loadBalancer().targets(colour))).orElse(List.of()));
    }

    /**
     * Only to the version before, and only where somebody would answer: by hand, no gate looks at it. With the record out
     * of reach nobody knows what the other colour holds, and moving traffic there may be all that is left.
     */
    private Optional<String> command(
            Traffic traffic, Optional<ReleaseRecord> record, Status.ColourView blue, Status.ColourView green) {
        return traffic.target()
                .map(Colour::other)
                .filter(other -> record.isEmpty()
                        || record.flatMap(ReleaseRecord::previous)
                                .filter(previous -> previous.colour() == other)
                                .isPresent())
                .filter(other -> (other == Colour.BLUE ? blue : green).healthy() > 0)
                .map(aws.loadBalancer()::forwardCommand);
    }

    private <T> Optional<T> attempt(Supplier<Optional<T>> question) {
        try {
            return question.get();
        } catch (ReleaseException e) {
            unreadable.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Status.RecordView view(ReleaseRecord record) {
        var standing = record.fence()
                .filter(fence -> attempt(() -> records.remaining(fence)).isPresent());
        return new Status.RecordView(
                record.epoch(), record.live(), record.previous(), record.pending(), record.last(), standing);
    }

    private static Status.LeaseView view(LeaseDocument lease) {
        return new Status.LeaseView(lease.isFree(), lease.holder(), lease.epoch());
    }
}
