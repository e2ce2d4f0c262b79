package io.groundcheck.release.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.release.AwsException;
import io.groundcheck.release.fake.FakeObjects;
import io.groundcheck.release.fake.FakeTicker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CompareAndSwapTest {

    private static final byte[] MINE = "mine".getBytes(StandardCharsets.UTF_8);
    private static final byte[] THEIRS = "theirs".getBytes(StandardCharsets.UTF_8);

    private final FakeObjects bucket = new FakeObjects();

    @Test
    void creates_what_is_not_there() {
        assertThat(writes(bucket).write("k", MINE, Optional.empty())).contains("\"1\"");
    }

    @Test
    void does_not_overwrite_what_somebody_else_created() {
        bucket.put("k", THEIRS);

        assertThat(writes(bucket).write("k", MINE, Optional.empty())).isEmpty();
        assertThat(bucket.text("k")).isEqualTo("theirs");
    }

    @Test
    void does_not_overwrite_what_somebody_else_changed() {
        var read = bucket.put("k", MINE).etag();
        bucket.put("k", THEIRS);

        assertThat(writes(bucket).write("k", MINE, Optional.of(read))).isEmpty();
        assertThat(bucket.text("k")).isEqualTo("theirs");
    }

    @Test
    void knows_its_own_write_after_a_412_to_a_repetition() {
        var once = new Faulty(bucket, () -> {
            bucket.put("k", MINE); // the SDK's first attempt took effect; its repetition is answered 412
            return new PutResult.PreconditionFailed();
        });

        assertThat(writes(once).write("k", MINE, Optional.empty())).contains("\"1\"");
    }

    @Test
    void looks_when_no_answer_came() {
        var once = new Faulty(bucket, () -> {
            bucket.put("k", MINE);
            throw unknown();
        });

        assertThat(writes(once).write("k", MINE, Optional.empty())).contains("\"1\"");
    }

    @Test
    void fails_when_no_answer_came_and_nothing_was_written() {
        var once = new Faulty(bucket, () -> {
            throw unknown();
        });

        assertThatThrownBy(() -> writes(once).write("k", MINE, Optional.empty()))
                .isInstanceOf(AwsException.class)
                .hasMessage("no answer");
    }

    @Test
    void asks_again_after_a_conflict() {
        var once = new Faulty(bucket, PutResult.Conflict::new);

        assertThat(writes(once).write("k", MINE, Optional.empty())).contains("\"1\"");
    }

    @Test
    void loses_when_conflicts_do_not_end() {
        var always = new Faulty(bucket, PutResult.Conflict::new) {
            @Override
            boolean isFaulty() {
                return true;
            }
        };

        assertThat(writes(always).write("k", MINE, Optional.empty())).isEmpty();
    }

    private static AwsException unknown() {
        return new AwsException("no answer", true, new IllegalStateException("time-out"));
    }

    private static CompareAndSwap writes(ObjectStore store) {
        return new CompareAndSwap(store, new FakeTicker());
    }

    /** A store whose first write goes wrong. */
    private static class Faulty implements ObjectStore {
        private final FakeObjects bucket;
        private final Supplier<PutResult> fault;
        private boolean first = true;

        Faulty(FakeObjects bucket, Supplier<PutResult> fault) {
            this.bucket = bucket;
            this.fault = fault;
        }

        boolean isFaulty() {
            var now = first;
            first = false;
            return now;
        }

        @Override
        public String bucket() {
            return bucket.bucket();
        }

        @Override
        public Optional<StoredObject> read(String key) {
            return bucket.read(key);
        }

        @Override
        public PutResult create(String key, byte[] body) {
            return isFaulty() ? fault.get() : bucket.create(key, body);
        }

        @Override
        public PutResult replace(String key, byte[] body, String etag) {
            return isFaulty() ? fault.get() : bucket.replace(key, body, etag);
        }

        @Override
        public PutResult createFile(String key, Path file, String contentType) {
            return isFaulty() ? fault.get() : bucket.createFile(key, file, contentType);
        }

        @Override
        public void publish(String key, byte[] body, String contentType) {
            bucket.publish(key, body, contentType);
        }

        @Override
        public Optional<String> sha256(String key) {
            return bucket.sha256(key);
        }

        @Override
        public List<ListedObject> list(String prefix) {
            return bucket.list(prefix);
        }
    }
}
