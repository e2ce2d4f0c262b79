package io.groundcheck.connections.connection;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How two people are connected. */
public enum Kind {
    @JsonProperty("friend")
    FRIEND,
    @JsonProperty("colleague")
    COLLEAGUE,
    @JsonProperty("family")
    FAMILY
}
