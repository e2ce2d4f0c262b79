@NullMarked
package io.groundcheck.release.aws.sdk;

import org.jspecify.annotations.NullMarked;
