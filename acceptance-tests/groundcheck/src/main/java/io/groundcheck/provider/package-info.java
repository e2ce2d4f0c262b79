/** Provider processes that outlive one Terraform command, so that the next need not start its own. */
@NullMarked
package io.groundcheck.provider;

import org.jspecify.annotations.NullMarked;
