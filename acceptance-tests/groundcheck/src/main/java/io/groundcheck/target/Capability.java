package io.groundcheck.target;

/** What a target can do beyond naming itself. A test states what it needs; what is lacking is reported as not run. */
public enum Capability {
    /** Terraform can create, read and delete the resources the modules use. */
    CONTROL_PLANE,
    /** ECS tasks are running containers. */
    CONTAINERS,
    /** A load balancer forwards requests by its rules. */
    TRAFFIC,
    /** Images can be pushed to ECR and pulled by digest. */
    REGISTRY,
    /** IAM evaluates policies and trust conditions. */
    IDENTITY
}
