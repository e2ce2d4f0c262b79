/** Terraform's commands: pure argument builders and one runner. */
@NullMarked
package io.groundcheck.terraform;

import org.jspecify.annotations.NullMarked;
