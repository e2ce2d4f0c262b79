/** The documents' JSON: strict reading, and errors that name the document and the field. */
@NullMarked
package io.groundcheck.release.json;

import org.jspecify.annotations.NullMarked;
