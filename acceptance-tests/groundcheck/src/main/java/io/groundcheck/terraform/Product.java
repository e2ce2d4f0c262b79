package io.groundcheck.terraform;

import java.util.List;

/** Which of the two runs the commands: HashiCorp's Terraform, or OpenTofu, which was forked from it. */
public enum Product {
    /** Looks for a provider without a host under registry.terraform.io. */
    TERRAFORM("Terraform", "terraform", "registry.terraform.io"),
    /** Looks for it under registry.opentofu.org, and takes one from a mirror of Terraform's as well. */
    OPENTOFU("OpenTofu", "tofu", "registry.opentofu.org");

    private final String title;
    private final String program;
    private final String registry;

    Product(String title, String program, String registry) {
        this.title = title;
        this.program = program;
        this.registry = registry;
    }

    /** As its own {@code version} calls it. */
    public String title() {
        return title;
    }

    /** What its program is called. */
    public String program() {
        return program;
    }

    /** The host of a provider whose source names none. */
    public String registry() {
        return registry;
    }

    /** The hosts whose providers it can be given from a mirror, its own first. */
    List<String> registries() {
        return this == TERRAFORM ? List.of(registry) : List.of(registry, TERRAFORM.registry);
    }

    @Override
    public String toString() {
        return title;
    }
}
