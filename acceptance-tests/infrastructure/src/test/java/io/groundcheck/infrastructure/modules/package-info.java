/** Each Terraform module by itself, and what of the roots' plans no emulator would refuse. */
@NullMarked
package io.groundcheck.infrastructure.modules;

import org.jspecify.annotations.NullMarked;
