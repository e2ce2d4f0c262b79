/** Our Terraform and the whole road from a tag to live traffic, tested on an emulated AWS. */
@NullMarked
package io.groundcheck.infrastructure;

import org.jspecify.annotations.NullMarked;
