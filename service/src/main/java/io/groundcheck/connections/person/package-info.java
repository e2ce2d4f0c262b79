/** People: the record, its endpoints, and what they ask of a store. */
@NullMarked
package io.groundcheck.connections.person;

import org.jspecify.annotations.NullMarked;
