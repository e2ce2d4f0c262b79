package io.groundcheck.release.aws.sdk;

import io.groundcheck.release.store.ListedObject;
import io.groundcheck.release.store.ObjectStore;
import io.groundcheck.release.store.PutResult;
import io.groundcheck.release.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The release bucket over S3's conditional writes. */
final class S3Objects implements ObjectStore {

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;

    private final Supplier<S3Client> s3;
    private final Supplier<S3Client> bulky;
    private final String bucket;

    /**
     * @param s3 for documents
     * @param bulky for files of megabytes: a client whose calls may take minutes
     */
    S3Objects(Supplier<S3Client> s3, Supplier<S3Client> bulky, String bucket) {
        this.s3 = s3;
        this.bulky = bulky;
        this.bucket = bucket;
    }

    @Override
    public String bucket() {
        return bucket;
    }

    @Override
    public Optional<StoredObject> read(String key) {
        return Calls.call("s3:GetObject of " + url(key), () -> {
            try {
                var found = s3.get().getObjectAsBytes(get -> get.bucket(bucket).key(key));
                var response = found.response();
                return Optional.of(new StoredObject(
                        found.asByteArray(),
                        response.eTag(),
                        Optional.ofNullable(response.versionId()),
                        HttpDate.of(response.sdkHttpResponse())));
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public PutResult create(String key, byte[] body) {
        return put(key, body, put(key).ifNoneMatch("*").build());
    }

    @Override
    public PutResult replace(String key, byte[] body, String etag) {
        return put(key, body, put(key).ifMatch(etag).build());
    }

    @Override
    public PutResult createFile(String key, Path file, String contentType) {
        return put(
                key,
                bulky,
                RequestBody.fromFile(file),
                put(key).contentType(contentType).ifNoneMatch("*").build());
    }

    @Override
    public void publish(String key, byte[] body, String contentType) {
        Calls.call(
                "s3:PutObject of " + url(key),
                () -> s3.get().putObject(put(key).contentType(contentType).build(), RequestBody.fromBytes(body)));
    }

    @Override
    public Optional<String> sha256(String key) {
        return Calls.call("s3:GetObject of " + url(key), () -> {
            try {
                return Optional.of(
                        bulky.get().getObject(get -> get.bucket(bucket).key(key), (response, in) -> sha256(in)));
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    private static String sha256(InputStream in) throws IOException {
        try (var summed = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            summed.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(summed.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private PutObjectRequest.Builder put(String key) {
        return PutObjectRequest.builder().bucket(bucket).key(key).contentType("application/json");
    }

    private PutResult put(String key, byte[] body, PutObjectRequest request) {
        return put(key, s3, RequestBody.fromBytes(body), request);
    }

    private PutResult put(String key, Supplier<S3Client> client, RequestBody body, PutObjectRequest request) {
        return Calls.call("s3:PutObject of " + url(key), () -> {
            try {
                PutObjectResponse written = client.get().putObject(request, body);
                return new PutResult.Written(written.eTag());
            } catch (S3Exception e) {
                return failed(request, e);
            }
        });
    }

    /**
     * A replacement of an object that is gone is answered with 404: the condition doesn't hold either. If it is the
     * bucket that is gone, whoever looks why finds out.
     */
    private static PutResult failed(PutObjectRequest request, S3Exception e) {
        if (e.statusCode() == PRECONDITION_FAILED || (e.statusCode() == NOT_FOUND && request.ifMatch() != null)) {
            return new PutResult.PreconditionFailed();
        }
        if (e.statusCode() == CONFLICT) {
            return new PutResult.Conflict();
        }
        throw e;
    }

    @Override
    public List<ListedObject> list(String prefix) {
        return Calls.call(
                "s3:ListBucket of " + url(prefix),
                () -> s3
                        .get()
                        .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
                        .contents()
                        .stream()
                        .map(object -> new ListedObject(object.key(), object.lastModified()))
                        .toList());
    }
}
