package io.groundcheck.release.aws;

import io.groundcheck.release.store.ObjectStore;

/**
 * Everything this program asks of AWS for one foundation. A test may put its own in place; {@link
 * io.groundcheck.release.aws.sdk} has the real one.
 */
public interface Aws {

    ObjectStore objects();

    LoadBalancer loadBalancer();

    Containers containers();

    Images images();

    Parameters parameters();

    TaskLogs logs();

    Alarms alarms();
}
