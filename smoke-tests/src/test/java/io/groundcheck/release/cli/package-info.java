@NullMarked
package io.groundcheck.release.cli;

import org.jspecify.annotations.NullMarked;
