/** What can go wrong, as RFC 9457 problem types. Depends on nothing but the JDK. */
@NullMarked
package io.groundcheck.connections.problem;

import org.jspecify.annotations.NullMarked;
