package io.groundcheck.stack;

import io.groundcheck.target.Target;
import java.util.Map;

/** Whether one provider process serves many of Terraform's commands. */
public enum ProviderReuse {
    /** Commands borrow a provider that is running; twice as fast on an emulator. */
    WARM,
    /** Terraform starts a provider for each command, as it does by itself. */
    COLD;

    static final String VARIABLE = "GROUNDCHECK_WARM_PROVIDER";

    /**
     * As {@code GROUNDCHECK_WARM_PROVIDER} says, {@code on} or {@code off}. Unset: warm on emulators; cold on AWS, where
     * the calls take longer than any start, and a process that holds credentials should end with its command.
     *
     * @throws IllegalArgumentException if it says something else
     */
    static ProviderReuse of(Map<String, String> env, Target target) {
        String said = env.getOrDefault(VARIABLE, "");
        return switch (said) {
            case "" -> target.isReal() ? COLD : WARM;
            case "on" -> WARM;
            case "off" -> COLD;
            default ->
                throw new IllegalArgumentException(VARIABLE + " is \"" + said + "\": say on or off, or leave it unset");
        };
    }
}
