package io.groundcheck.terraform;

import io.groundcheck.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A mirror in which what Terraform's registry is the host of stands under OpenTofu's too: real folders down to the
 * version, since OpenTofu follows no link above the package (SearchLocalDirectory in its internal/getproviders), and a
 * link for each package, so that nothing is copied.
 */
final class MirrorAlias {

    private MirrorAlias() {}

    /**
     * Makes or mends one. Several runs may do so at once.
     *
     * @param mirror what it stands for, with the providers that OpenTofu can be given
     * @param folder where it is made
     */
    static ProviderMirror of(ProviderMirror mirror, Path folder) throws IOException {
        Set<String> providers = new TreeSet<>();
        for (String provider : mirror.providers()) {
            String name = ProviderMirror.withoutHost(provider);
            link(mirror.folder().resolve(provider), folder.resolve(provider));
            providers.add(provider);
            String own = Product.OPENTOFU.registry() + "/" + name;
            if (!mirror.providers().contains(own)) {
                link(mirror.folder().resolve(provider), folder.resolve(own));
                providers.add(own);
            }
        }
        return new ProviderMirror(folder, List.copyOf(providers));
    }

    /** VERSION/OS_ARCH as Terraform unpacks them, or archives beside each other as it downloads them. */
    private static void link(Path from, Path to) throws IOException {
        PrivateFiles.folder(to);
        for (Path version : children(from)) {
            Path there = to.resolve(version.getFileName());
            if (Files.isDirectory(version)) {
                PrivateFiles.folder(there);
                for (Path platform : children(version)) {
                    linkOne(platform, there.resolve(platform.getFileName()));
                }
                forget(there, children(version));
            } else {
                linkOne(version, there);
            }
        }
        forget(to, children(from));
    }

    private static void linkOne(Path target, Path link) throws IOException {
        try {
            Files.createSymbolicLink(link, target.toAbsolutePath());
        } catch (FileAlreadyExistsException e) {
            // made before, or just now by another run; its target is part of the folder's name
        }
    }

    /** What the mirror has no longer. */
    private static void forget(Path folder, List<Path> kept) throws IOException {
        Set<Path> names = kept.stream().map(Path::getFileName).collect(Collectors.toSet());
        for (Path link : children(folder)) {
            if (!names.contains(link.getFileName())) {
                if (Files.isDirectory(link, LinkOption.NOFOLLOW_LINKS)) {
                    forget(link, List.of());
                }
                Files.deleteIfExists(link);
            }
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }
}
