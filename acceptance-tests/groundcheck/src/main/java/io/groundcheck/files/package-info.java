/** Where this user's files are, and how one is written that only they may read and no crash may tear. */
@NullMarked
package io.groundcheck.files;

import org.jspecify.annotations.NullMarked;
