package io.groundcheck.terraform;

/**
 * What runs the commands.
 *
 * @param product Terraform or OpenTofu, as it says itself
 * @param version such as {@code 1.11.4}
 * @param where for people: the program's path, or {@code container:} and the image
 */
public record Cli(Product product, String version, String where) {

    /** Product, version and place, for logs and reports. */
    public String title() {
        return product.title() + " " + version + " (" + where + ")";
    }
}
