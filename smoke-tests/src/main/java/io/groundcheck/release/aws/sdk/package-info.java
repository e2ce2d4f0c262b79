/** The interfaces of {@code io.groundcheck.release.aws} over the AWS SDK: nothing else in this program calls AWS. */
@NullMarked
package io.groundcheck.release.aws.sdk;

import org.jspecify.annotations.NullMarked;
