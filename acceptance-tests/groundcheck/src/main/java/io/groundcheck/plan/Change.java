package io.groundcheck.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * How a resource or an output would change.
 *
 * @param action what would be done
 * @param createsFirst for a replacement, whether the new one is made before the old one goes
 * @param before how it is now; absent if it would be created
 * @param after how it would be; absent if it would be destroyed
 */
public record Change(Action action, boolean createsFirst, Value before, Value after) {

    static Change ofJson(JsonNode change, String where, Secrets secrets) {
        var names = new ArrayList<String>();
        change.path("actions").forEach(name -> names.add(name.asString()));
        return new Change(
                Action.of(names, where),
                names.size() == 2 && names.get(0).equals("create"),
                new Value(change.path("before"), change.path("none"), change.path("before_sensitive"), secrets),
                new Value(change.path("after"), change.path("after_unknown"), change.path("after_sensitive"), secrets));
    }

    /** Each place where before and after differ, as deep as both sides have parts; empty if nothing does. */
    public List<Difference> differences() {
        var found = new ArrayList<Difference>();
        collect(AttributePath.ROOT, before, after, found);
        return List.copyOf(found);
    }

    private static void collect(AttributePath path, Value before, Value after, List<Difference> found) {
        // a resource that is made has no "before", but its attributes still read better one by one
        boolean made = path.steps().isEmpty() && before.isAbsent();
        boolean bothObjects = (before.json().isObject() || made) && after.json().isObject();
        boolean bothArrays = before.json().isArray() && after.json().isArray();
        boolean whole = after.isUnknown() || before.isSensitive() || after.isSensitive();
        if (bothObjects && !whole) {
            var names = new TreeSet<String>(before.json().propertyNames());
            names.addAll(after.json().propertyNames());
            // an unknown attribute is left out of "after" and stands in "after_unknown" alone
            names.addAll(after.unknownMarks().propertyNames());
            for (String name : names) {
                AttributePath step = path.then(name);
                collect(
                        step,
                        before.at(new AttributePath(List.of(name))),
                        after.at(new AttributePath(List.of(name))),
                        found);
            }
        } else if (bothArrays && !whole) {
            int longest = Math.max(
                    Math.max(before.json().size(), after.json().size()),
                    after.unknownMarks().isArray() ? after.unknownMarks().size() : 0);
            for (int i = 0; i < longest; i++) {
                AttributePath step = new AttributePath(List.of(i));
                collect(path.then(i), before.at(step), after.at(step), found);
            }
        } else if (differ(before, after)) {
            found.add(new Difference(path, before, after));
        }
    }

    private static boolean differ(Value before, Value after) {
        if (before.isAbsent() && after.isAbsent()) {
            return false;
        }
        return !after.isWhollyKnown()
                || before.isAbsent() != after.isAbsent()
                || !after.isEqualTo(before.json())
                || before.isSensitive() != after.isSensitive();
    }
}
