package io.groundcheck.target;

import java.util.Map;

/** Finds the target that the environment names. */
public final class Targets {

    /** Every value {@code TARGET} may have. */
    static final String ALLOWED = "fakecloud, moto, localstack, endpoint or aws";

    private Targets() {}

    /**
     * The target that {@code TARGET} names; there is no default, since a wrong guess could touch an account.
     *
     * <ul>
     *   <li>{@code fakecloud}, {@code moto}: the instance {@code EMULATOR} (default {@code default}) whose state file
     *       {@code make emulator-up} wrote; its process and its health are checked
     *   <li>{@code localstack}: a container of this JVM's own, started by the first call (docs/localstack.md)
     *   <li>{@code endpoint}: whatever answers at {@code AWS_ENDPOINT_URL}, with the credentials of the environment
     *   <li>{@code aws}: AWS itself; {@code AWS_ACCOUNT_ID} must equal what STS says of the credentials
     * </ul>
     *
     * @param env the environment, usually {@link System#getenv()}
     * @throws TargetException if no target or an unknown one is named, or the named one can't be used
     */
    public static Target fromEnvironment(Map<String, String> env) {
        String name = env.getOrDefault("TARGET", "").strip();
        return switch (name) {
            case "fakecloud" -> new FakecloudTarget(EmulatorState.running(env, name));
            case "moto" -> new MotoTarget(EmulatorState.running(env, name));
            case "localstack" -> LocalStackTarget.start(env);
            case "endpoint" -> EndpointTarget.fromEnvironment(env);
            case "aws" -> AwsTarget.fromEnvironment(env);
            case "" -> throw new TargetException("TARGET is not set. Say where AWS is: TARGET=" + ALLOWED + ".");
            default -> throw new TargetException("TARGET: expected " + ALLOWED + ", but was \"" + name + "\".");
        };
    }

    /**
     * The target for an emulator this JVM started itself.
     *
     * @param state what a state file would say about it
     * @throws TargetException if it is not one this library knows
     */
    public static Target of(EmulatorState state) {
        return switch (state.target()) {
            case "fakecloud" -> new FakecloudTarget(state);
            case "moto" -> new MotoTarget(state);
            default ->
                throw new TargetException("target: expected fakecloud or moto, but was \"" + state.target() + "\".");
        };
    }
}
