package io.groundcheck.sweep;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;

/** Looks for a resource through its service's own API, by type. */
final class Finders {

    /** Looks for one; what the service answers beyond "not there" may be thrown. */
    @FunctionalInterface
    interface Finder {
        Finding find(Wanted wanted);
    }

    private static final Map<String, Finder> BY_TYPE = byType();

    private Finders() {}

    private static Map<String, Finder> byType() {
        var all = new TreeMap<String, Finder>();
        all.putAll(NetworkFinders.all());
        all.putAll(StorageFinders.all());
        all.putAll(LoadBalancerFinders.all());
        all.putAll(ContainerFinders.all());
        return Map.copyOf(all);
    }

    /** The types that can be looked for. */
    static Set<String> types() {
        return BY_TYPE.keySet();
    }

    static Finding find(Wanted wanted) {
        Finder finder = BY_TYPE.get(wanted.type());
        if (finder == null) {
            return new Finding.Unknown("groundcheck can't look for a " + wanted.type());
        }
        try {
            return finder.find(wanted);
        } catch (SdkException e) {
            return new Finding.Unknown("the service doesn't say: " + e.getMessage());
        }
    }
}
