package io.groundcheck.release.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.groundcheck.release.json.Required;
import java.util.Optional;

/**
 * {@code release.json}, schema 1: intent and history. What is live is for the load balancer to say.
 *
 * @param schema the format, 1
 * @param nonce new with each write, so that a writer recognises its own
 * @param epoch grows by one with each won lease
 * @param live the colour that the last finished switch made live; empty before the first
 * @param previous where a rollback goes; empty when there is nothing to go back to
 * @param pending a switch that was begun and is not finished
 * @param colours what each colour was asked to run
 * @param last the last finished switch
 * @param fence until when an order of somebody who lost the lease may still arrive; it stays when it is over
 */
public record ReleaseRecord(
        int schema,
        String nonce,
        long epoch,
        Optional<Colour> live,
        Optional<Previous> previous,
        Optional<Pending> pending,
        Colours colours,
        Optional<Last> last,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Fence> fence) {

    /** The format this program reads and writes. */
    public static final int SCHEMA = 1;

    public ReleaseRecord {
        Required.schema(SCHEMA, schema);
        // The foundation creates the record with every field null or 0.
        nonce = nonce == null ? "" : nonce;
        colours = colours == null ? Colours.NONE : colours;
        fence = fence == null ? Optional.empty() : fence;
    }

    /** The record as the foundation creates it. */
    public static ReleaseRecord empty() {
        return new ReleaseRecord(
                SCHEMA,
                "",
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Colours.NONE,
                Optional.empty(),
                Optional.empty());
    }

    /** What was staged on a colour. */
    public Optional<Staged> staged(Colour colour) {
        return colours.get(colour);
    }

    /** What the live colour was asked to run. */
    public Optional<Staged> liveStaged() {
        return live.flatMap(colours::get);
    }

    /**
     * Where this record wants traffic to be: at the colour a pending switch goes to, else at the live one. A canary that
     * nobody looks after belongs where it came from.
     */
    public Optional<Colour> desired() {
        return pending.flatMap(begun -> begun.canary().isPresent() ? begun.from() : Optional.of(begun.to()))
                .or(() -> live);
    }

    /** The same record under a new nonce: what is written is always recognisable as one's own. */
    public ReleaseRecord withNonce(String fresh) {
        return new ReleaseRecord(schema, fresh, epoch, live, previous, pending, colours, last, fence);
    }

    /**
     * A colour is to run something else. If a rollback would have gone there, it ends here: {@code previous} is cleared
     * in the same write.
     */
    public ReleaseRecord stage(Colour colour, Staged staged) {
        var kept = previous.filter(before -> before.colour() != colour);
        return new ReleaseRecord(schema, nonce, epoch, live, kept, pending, colours.with(colour, staged), last, fence);
    }

    /** What a colour was asked to run stays; what is known of it is new: the evidence that decides. */
    public ReleaseRecord name(Colour colour, Staged tested) {
        return new ReleaseRecord(
                schema, nonce, epoch, live, previous, pending, colours.with(colour, tested), last, fence);
    }

    /** A colour is to run another number of tasks; with none left, no rollback goes there any more. */
    public ReleaseRecord scale(Colour colour, int desiredCount) {
        var staged = colours.get(colour)
                .orElseThrow(() -> new IllegalArgumentException("nothing is staged on " + colour))
                .withDesiredCount(desiredCount);
        var kept = desiredCount > 0 ? previous : previous.filter(before -> before.colour() != colour);
        return new ReleaseRecord(schema, nonce, epoch, live, kept, pending, colours.with(colour, staged), last, fence);
    }

    /** A switch is begun by the holder of the lease of this epoch. */
    public ReleaseRecord begin(long newEpoch, Pending begun) {
        return new ReleaseRecord(schema, nonce, newEpoch, live, previous, Optional.of(begun), colours, last, fence);
    }

    /** A begun switch is given up before traffic moved. */
    public ReleaseRecord abandon(long newEpoch) {
        return new ReleaseRecord(schema, nonce, newEpoch, live, previous, Optional.empty(), colours, last, fence);
    }

    /**
     * The pending switch is finished: its colour is live. A cutover leaves the colour that was live before as the one to
     * roll back to; a rollback leaves none, so that asking for it twice doesn't swing traffic back.
     */
    public ReleaseRecord finish(Last finished) {
        return new ReleaseRecord(
                schema,
                nonce,
                epoch,
                Optional.of(finished.colour()),
                previousAfter(finished),
                Optional.empty(),
                colours,
                Optional.of(finished),
                fence);
    }

    /** An order may be sent, or be on its way, that nobody entitled will have sent. */
    public ReleaseRecord fenced(Fence added) {
        return new ReleaseRecord(
                schema,
                nonce,
                epoch,
                live,
                previous,
                pending,
                colours,
                last,
                Optional.of(fence.map(added::orLater).orElse(added)));
    }

    private Optional<Previous> previousAfter(Last finished) {
        if (finished.action() == SwitchAction.ROLLBACK) {
            return Optional.empty();
        }
        if (live.filter(colour -> colour == finished.colour()).isPresent()) {
            return previous; // traffic was put back where it belongs: nothing new went live
        }
        return live.flatMap(colour -> colours.get(colour).map(staged -> new Previous(colour, staged.digest())));
    }
}
