package io.groundcheck.terraform;

import io.groundcheck.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes what Terraform has written into a lock file mean the same to OpenTofu, which looks for the same provider under
 * another address. Only ever in a workspace's copy.
 *
 * <p>OpenTofu itself carries over the version, without checksums, and only for the namespace hashicorp: its registry
 * serves builds of its own (UpgradeFromPredecessorProject in its internal/depsfile/locks.go). Where a mirror of
 * Terraform's gives the provider, the package is the very one that was locked, so its checksums are kept and checked.
 */
final class LockFile {

    static final String NAME = ".terraform.lock.hcl";

    private static final Pattern PROVIDER = Pattern.compile(
            "(?ms)^provider \"" + Pattern.quote(Product.TERRAFORM.registry()) + "/([^\"/]+/[^\"/]+)\" \\{\n(.*?)^}\n");

    private static final Pattern HASHES = Pattern.compile("(?ms)^\\s*hashes\\s*=\\s*\\[.*?^\\s*]\n");

    private LockFile() {}

    /**
     * Rewrites the lock file in a folder, if there is one.
     *
     * @param root the copy of a root module
     * @param configuration its text, in which an address with its host may stand: that one is meant as it is
     * @param mirrored whether a mirror gives a provider, such as {@code hashicorp/aws}
     */
    static void forOpenTofu(Path root, String configuration, Predicate<String> mirrored) throws IOException {
        Path file = root.resolve(NAME);
        if (Files.exists(file)) {
            String before = Files.readString(file);
            String after = forOpenTofu(before, configuration, mirrored);
            if (!after.equals(before)) {
                PrivateFiles.write(file, after);
            }
        }
    }

    static String forOpenTofu(String lock, String configuration, Predicate<String> mirrored) {
        return PROVIDER.matcher(lock).replaceAll(block -> {
            String name = block.group(1);
            boolean meant = configuration.contains(Product.TERRAFORM.registry() + "/" + name);
            boolean known = lock.contains("provider \"" + Product.OPENTOFU.registry() + "/" + name + "\"");
            if (meant || known) {
                return Matcher.quoteReplacement(block.group());
            }
            String body = mirrored.test(name)
                    ? block.group(2)
                    : HASHES.matcher(block.group(2)).replaceAll("");
            return Matcher.quoteReplacement(
                    "provider \"" + Product.OPENTOFU.registry() + "/" + name + "\" {\n" + body + "}\n");
        });
    }
}
