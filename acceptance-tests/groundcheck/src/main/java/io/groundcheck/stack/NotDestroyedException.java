package io.groundcheck.stack;

import io.groundcheck.target.Target;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that a test made still exists. The message names it, and the command that resumes its end. */
public final class NotDestroyedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> left;

    NotDestroyedException(
            Path module, Target target, List<String> left, Path resume, Path log, @Nullable Throwable failure) {
        super(message(module, target, left, resume, log, failure), failure);
        this.left = List.copyOf(left);
    }

    private static String message(
            Path module, Target target, List<String> left, Path resume, Path log, @Nullable Throwable failure) {
        var text = new StringBuilder("not everything of ")
                .append(module)
                .append(" on ")
                .append(target.name())
                .append(" could be destroyed. Left:");
        left.forEach(address -> text.append("\n  ").append(address));
        if (left.isEmpty()) {
            text.append(" nothing in the state, but destroy failed");
        }
        text.append("\nResume with: ").append(resume);
        text.append("\nLog: ").append(log);
        if (failure != null) {
            text.append('\n').append(failure.getMessage());
        }
        return text.toString();
    }

    /** The addresses that are still in the state. */
    public List<String> left() {
        return left;
    }
}
