package io.groundcheck.release.guard;

import io.groundcheck.plan.Action;
import io.groundcheck.plan.Plan;
import io.groundcheck.plan.ResourceChange;
import io.groundcheck.release.gate.GateId;
import io.groundcheck.release.gate.Verdict;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.state.Traffic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * May this plan of the release root be applied? Only a colour that takes no traffic may change, only its own task
 * definition and service, and only to run the image that the record names. Pure.
 */
public final class ReleasePlanGuard {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String TASK_DEFINITION = "aws_ecs_task_definition";
    private static final String SERVICE = "aws_ecs_service";

    /** A new revision of a task definition is a replacement to Terraform; a service changes in place. */
    private static final Map<String, Set<Action>> ALLOWED = Map.of(
            TASK_DEFINITION, EnumSet.of(Action.CREATE, Action.UPDATE, Action.REPLACE),
            SERVICE, EnumSet.of(Action.CREATE, Action.UPDATE));

    private ReleasePlanGuard() {}

    /**
     * Judges.
     *
     * @param name the foundation's name: a colour's service and task family are {@code <name>-<colour>}
     */
    public static Verdict judge(Plan plan, String name, ReleaseRecord record, Traffic traffic) {
        if (plan.errored()) {
            return Verdict.refuse(
                    GateId.UNEXPECTED_CHANGE,
                    "planning failed midway: this is a part of a plan; run `make plan` again");
        }
        var changes = plan.effective();
        if (changes.isEmpty()) {
            return Verdict.open();
        }
        return unexpected(changes)
                .or(() -> colours(changes, name))
                .or(() -> colour(changes, name).flatMap(colour -> live(colour, traffic)))
                .or(() -> colour(changes, name).flatMap(colour -> image(plan, name, colour, record)))
                .orElseGet(Verdict::open);
    }

    private static Optional<Verdict> unexpected(List<ResourceChange> changes) {
        var bad = changes.stream()
                .filter(change -> change.deposed().isPresent()
                        || !ALLOWED.getOrDefault(change.type(), Set.of()).contains(change.action()))
                .map(change -> change.address() + " " + change.action().words())
                .toList();
        return bad.isEmpty()
                ? Optional.empty()
                : refuse(
                        GateId.UNEXPECTED_CHANGE,
                        "a release may create or change one colour's task definition and service, but in this plan "
                                + String.join(", ", bad));
    }

    /** Every change must say by its name which colour it is of, and all the same. */
    private static Optional<Verdict> colours(List<ResourceChange> changes, String name) {
        var strangers = changes.stream()
                .filter(change -> colourOf(change, name).isEmpty())
                .map(change -> change.address() + " (" + nameOf(change) + ")")
                .toList();
        if (!strangers.isEmpty()) {
            return refuse(
                    GateId.UNEXPECTED_CHANGE,
                    "expected " + name + "-blue or " + name + "-green, but the plan changes "
                            + String.join(", ", strangers));
        }
        var all = changes.stream()
                .flatMap(change -> colourOf(change, name).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Colour.class)));
        return all.size() == 1
                ? Optional.empty()
                : refuse(GateId.UNEXPECTED_CHANGE, "one plan changes one colour, but this one changes both");
    }

    private static Optional<Colour> colour(List<ResourceChange> changes, String name) {
        return changes.stream()
                .flatMap(change -> colourOf(change, name).stream())
                .findFirst();
    }

    private static Optional<Colour> colourOf(ResourceChange change, String name) {
        return Arrays.stream(Colour.values())
                .filter(colour -> nameOf(change).equals(name + "-" + colour))
                .findFirst();
    }

    private static String nameOf(ResourceChange change) {
        return change.change()
                .after()
                .json()
                .path(change.type().equals(TASK_DEFINITION) ? "family" : "name")
                .asString("");
    }

    private static Optional<Verdict> live(Colour colour, Traffic traffic) {
        var takesTraffic = traffic.isTo(colour) || traffic.isDivided();
        return takesTraffic
                ? refuse(
                        GateId.LIVE_COLOUR,
                        "traffic goes to " + traffic + ", and this plan changes " + colour
                                + ": replacing its tasks would drop requests; stage on the idle colour")
                : Optional.empty();
    }

    private static Optional<Verdict> image(Plan plan, String name, Colour colour, ReleaseRecord record) {
        var staged = record.staged(colour);
        if (staged.isEmpty()) {
            return refuse(
                    GateId.NOT_STAGED,
                    "nothing is staged on " + colour + ", but this plan changes it; run `release stage`");
        }
        var images = images(plan, name, colour);
        var wanted = "@" + staged.get().digest();
        var others = images.stream().filter(image -> !image.endsWith(wanted)).toList();
        if (others.isEmpty() && !images.isEmpty()) {
            return Optional.empty();
        }
        return refuse(
                GateId.PLAN_DIGEST,
                "the record says that " + colour + " runs " + staged.get().digest()
                        + ", but the planned task definition"
                        + " names " + (others.isEmpty() ? "no image that is known now" : String.join(", ", others))
                        + "; run `make plan` again");
    }

    private static List<String> images(Plan plan, String name, Colour colour) {
        var images = new ArrayList<String>();
        plan.changes().stream()
                .filter(change -> change.type().equals(TASK_DEFINITION))
                .filter(change -> colourOf(change, name).filter(colour::equals).isPresent())
                .forEach(change -> images(change, images));
        return images;
    }

    private static void images(ResourceChange change, List<String> images) {
        var text = change.change().after().json().path("container_definitions").asString("");
        try {
            JSON.readTree(text.isEmpty() ? "[]" : text)
                    .forEach(container -> images.add(container.path("image").asString("(none)")));
        } catch (JacksonException e) {
            images.add("container definitions that aren't JSON");
        }
    }

    private static Optional<Verdict> refuse(GateId gate, String message) {
        return Optional.of(Verdict.refuse(gate, message));
    }
}
