package io.groundcheck.connections.person;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The body of POST and PUT. The longest address of RFC 5321 has 254 characters. */
record PersonRequest(
        @NotBlank @Size(max = 100) String name,
        @NotNull @Size(min = 3, max = 254) @Email String email) {}
