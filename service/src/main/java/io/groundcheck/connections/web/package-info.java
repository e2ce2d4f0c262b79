/** What every answer has in common: request id, headers, problem details, limits, the access log. */
@NullMarked
package io.groundcheck.connections.web;

import org.jspecify.annotations.NullMarked;
