/** The store in one DynamoDB table: keys, items, conditional writes. */
@NullMarked
package io.groundcheck.connections.store.dynamodb;

import org.jspecify.annotations.NullMarked;
