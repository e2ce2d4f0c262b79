package io.groundcheck.release.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Hears SIGTERM and Ctrl-C. Java has no public way to do so and to choose the exit code: {@code sun.misc.Signal} is the
 * supported exception (JEP 260), but naming it in source is a warning that can't be turned off.
 */
final class Signals {

    private Signals() {}

    /** Runs this, in a thread of its own, each time the process is asked to end. Where that can't be heard: nothing. */
    static void onEnd(Runnable action) {
        for (var name : new String[] {"TERM", "INT"}) {
            try {
                hear(name, action);
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                return; // a JVM started with -Xrs, or without the module jdk.unsupported: it ends as any other
            }
        }
    }

    private static void hear(String name, Runnable action) throws ReflectiveOperationException {
        var signal = Class.forName("sun.misc.Signal");
        var handler = Class.forName("sun.misc.SignalHandler");
        var heard = Proxy.newProxyInstance(
                Signals.class.getClassLoader(),
                new Class<?>[] {handler},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "handle" -> {
                        action.run();
                        yield null;
                    }
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> "the release CLI's signal handler";
                });
        try {
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), heard);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(name + " can't be heard", e.getCause());
        }
    }
}
