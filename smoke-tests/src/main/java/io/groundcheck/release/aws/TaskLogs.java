package io.groundcheck.release.aws;

import io.groundcheck.release.record.Colour;
import java.util.List;

/** What the tasks wrote. */
public interface TaskLogs {

    /**
     * The last lines of one task's log, oldest first; none if it never wrote.
     *
     * @param taskId the last part of the task's ARN
     * @param limit at most so many lines
     */
    List<String> last(Colour colour, String taskId, int limit);
}
