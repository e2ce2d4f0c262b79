package io.groundcheck.release.cutover;

import io.groundcheck.release.aws.Containers;
import io.groundcheck.release.aws.LoadBalancer;
import io.groundcheck.release.evidence.EvidenceStore;
import io.groundcheck.release.journal.JournalStore;
import io.groundcheck.release.lease.Leases;
import io.groundcheck.release.record.RecordStore;

/**
 * All that a switch reads and writes.
 *
 * @param records the release record
 * @param evidence what smoke runs saw
 * @param journals one per epoch
 * @param leases the lease
 * @param loadBalancer the live rule and the targets
 * @param containers the tasks
 * @param probe who answers users
 */
public record World(
        RecordStore records,
        EvidenceStore evidence,
        JournalStore journals,
        Leases leases,
        LoadBalancer loadBalancer,
        Containers containers,
        VersionProbe probe) {}
