package io.groundcheck.plan;

import java.util.List;

/** What Terraform would do to a resource or an output. */
public enum Action {
    /** Nothing. */
    NO_OP("is left as it is"),
    /** Make it. */
    CREATE("is created"),
    /** Read a data source while applying. */
    READ("is read"),
    /** Change it where it is. */
    UPDATE("is updated in place"),
    /** Delete it and make it anew, in whichever order. */
    REPLACE("is replaced"),
    /** Delete it. */
    DELETE("is destroyed"),
    /** Drop it from the state and leave it be. */
    FORGET("is forgotten");

    private final String words;

    Action(String words) {
        this.words = words;
    }

    /** In words that follow an address: {@code is created}. */
    public String words() {
        return words;
    }

    /** By the names in Terraform's JSON plan format, which tells a replacement as two actions. */
    static Action of(List<String> names, String where) {
        return switch (String.join(",", names)) {
            case "no-op", "" -> NO_OP;
            case "create" -> CREATE;
            case "read" -> READ;
            case "update" -> UPDATE;
            case "delete,create", "create,delete", "create,forget" -> REPLACE;
            case "delete" -> DELETE;
            case "forget" -> FORGET;
            default -> throw new PlanException(where + ": this library doesn't know the actions " + names);
        };
    }
}
