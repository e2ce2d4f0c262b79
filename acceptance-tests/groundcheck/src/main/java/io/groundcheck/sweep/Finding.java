package io.groundcheck.sweep;

/** What a service says of a create that began and whose end nobody knows. */
sealed interface Finding {

    /**
     * It is there, and nobody else can have made it.
     *
     * @param id what Terraform imports it by
     * @param proof why it is certain
     * @param command removes it by hand
     */
    record Certain(String id, String proof, String command) implements Finding {}

    /**
     * Something is there that may be it.
     *
     * @param id what it is called
     * @param doubt why it isn't certain
     * @param command removes it, once a person has looked
     */
    record Likely(String id, String doubt, String command) implements Finding {}

    /**
     * It isn't there.
     *
     * @param asked what was looked for
     */
    record Absent(String asked) implements Finding {}

    /**
     * Nobody can tell.
     *
     * @param why what it lacked
     */
    record Unknown(String why) implements Finding {}
}
