/** The command line as processes, against an emulated AWS. */
@org.jspecify.annotations.NullMarked
package io.groundcheck.release.process;
