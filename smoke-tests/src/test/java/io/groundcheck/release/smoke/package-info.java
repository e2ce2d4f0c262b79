/** Tests of the smoke specs: each must pass against a good service and fail against one with a defect. */
@NullMarked
package io.groundcheck.release.smoke;

import org.jspecify.annotations.NullMarked;
