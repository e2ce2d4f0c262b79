package io.groundcheck.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LockFileTest {

    private static final String LOCK = """
            # This file is maintained automatically by "terraform init".

            provider "registry.terraform.io/hashicorp/aws" {
              version     = "5.100.0"
              constraints = ">= 5.100.0, < 7.0.0"
              hashes = [
                "h1:Ijt7pOlB7Tr7maGQIqtsLFbl7pSMIj06TVdkoSBcYOw=",
                "zh:054b8dd49f0549c9a7cc27d159e45327b7b65cf404da5e5a20da154b90b8a644",
              ]
            }

            provider "registry.terraform.io/hashicorp/null" {
              version = "3.2.3"
              hashes = [
                "h1:edXOJWE4ORX8Fm+dpVpICzMZJat4AX0VRCAy/xkcOc0=",
              ]
            }

            provider "example.org/own/thing" {
              version = "1.0.0"
            }
            """;

    @Test
    void what_a_mirror_of_terraforms_gives_keeps_its_checksums_and_the_rest_its_version_alone() {
        assertThat(LockFile.forOpenTofu(LOCK, "", "hashicorp/aws"::equals)).isEqualTo("""
                        # This file is maintained automatically by "terraform init".

                        provider "registry.opentofu.org/hashicorp/aws" {
                          version     = "5.100.0"
                          constraints = ">= 5.100.0, < 7.0.0"
                          hashes = [
                            "h1:Ijt7pOlB7Tr7maGQIqtsLFbl7pSMIj06TVdkoSBcYOw=",
                            "zh:054b8dd49f0549c9a7cc27d159e45327b7b65cf404da5e5a20da154b90b8a644",
                          ]
                        }

                        provider "registry.opentofu.org/hashicorp/null" {
                          version = "3.2.3"
                        }

                        provider "example.org/own/thing" {
                          version = "1.0.0"
                        }
                        """);
    }

    @Test
    void an_address_that_the_configuration_names_with_its_host_is_meant_so() {
        assertThat(LockFile.forOpenTofu(
                        LOCK, "source = \"registry.terraform.io/hashicorp/aws\"", "hashicorp/aws"::equals))
                .contains("\"registry.terraform.io/hashicorp/aws\"")
                .doesNotContain("\"registry.opentofu.org/hashicorp/aws\"")
                .contains("\"registry.opentofu.org/hashicorp/null\"");
    }

    @Test
    void what_opentofu_has_locked_itself_stays() {
        String both = LOCK + "\nprovider \"registry.opentofu.org/hashicorp/aws\" {\n  version = \"5.99.0\"\n}\n";

        assertThat(LockFile.forOpenTofu(both, "", "hashicorp/aws"::equals))
                .contains("\"registry.terraform.io/hashicorp/aws\"")
                .contains("version = \"5.99.0\"");
    }
}
