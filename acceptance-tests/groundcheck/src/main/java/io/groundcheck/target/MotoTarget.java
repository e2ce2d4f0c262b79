package io.groundcheck.target;

import java.net.URI;
import java.util.Set;

/** moto: a control plane only. Fast, and needs no container engine. */
final class MotoTarget extends EmulatorTarget {

    /**
     * @throws TargetException if it doesn't answer
     */
    MotoTarget(EmulatorState state) {
        super(state);
        ask("/moto-api/data.json");
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.CONTROL_PLANE);
    }

    @Override
    public URI loadBalancerUrl(String arn, URI url) {
        throw new TargetException("moto forwards no traffic, so " + arn
                + " answers nowhere. Use TARGET=fakecloud, or state that the test needs TRAFFIC.");
    }
}
