@NullMarked
package io.groundcheck.http;

import org.jspecify.annotations.NullMarked;
