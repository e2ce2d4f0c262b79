/** Every question to AWS and every order to it, behind small interfaces of this project's own words. */
@NullMarked
package io.groundcheck.release.aws;

import org.jspecify.annotations.NullMarked;
