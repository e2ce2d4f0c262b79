package io.groundcheck.release.aws.sdk;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Made when first asked for: building an SDK client takes longer than most of its calls. */
final class Lazy<T> implements Supplier<T> {

    private final Supplier<T> maker;
    private @Nullable T made;

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized T get() {
        var there = made;
        if (there == null) {
            there = maker.get();
            made = there;
        }
        return there;
    }
}
