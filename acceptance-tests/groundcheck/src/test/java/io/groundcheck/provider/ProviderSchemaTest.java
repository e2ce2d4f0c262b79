package io.groundcheck.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProviderSchemaTest {

    private static final int PROVIDER = 1;
    private static final int RESOURCES = 2;
    private static final int DATA_SOURCES = 3;
    private static final int FUNCTIONS = 7;

    private final byte[] vpc = entry(RESOURCES, "aws_vpc", 300);
    private final byte[] vpcData = entry(DATA_SOURCES, "aws_vpc", 5);
    private final byte[] bucket = entry(RESOURCES, "aws_s3_bucket", 20_000);
    private final byte[] function = entry(FUNCTIONS, "arn_parse", 10);
    private final byte[] provider = field(PROVIDER, new byte[] {8, 1, 18, 0});
    private final ProviderSchema schema = ProviderSchema.of(join(provider, vpc, vpcData, bucket, function));

    @Test
    void names_resources_and_data_sources() {
        assertThat(schema.types()).containsExactlyInAnyOrder("aws_vpc", "aws_s3_bucket");
    }

    @Test
    void leaves_out_what_is_not_wanted_and_changes_nothing_else() {
        assertThat(schema.only(Set.of("aws_vpc", "aws_no_type"))).isEqualTo(join(provider, vpc, vpcData, function));
        assertThat(schema.only(Set.of())).isEqualTo(join(provider, function));
        assertThat(schema.whole()).isEqualTo(join(provider, vpc, vpcData, bucket, function));
    }

    @Test
    void what_is_no_such_message_is_refused() {
        byte[] whole = join(provider, vpc);

        assertThatThrownBy(() -> ProviderSchema.of(Arrays.copyOf(whole, whole.length - 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no answer to GetProviderSchema: a field is longer than it");
        assertThatThrownBy(() -> ProviderSchema.of(new byte[] {8, 1}))
                .hasMessage("no answer to GetProviderSchema: wire type 0 in it");
        assertThatThrownBy(() -> ProviderSchema.of(new byte[] {10, (byte) 0x80}))
                .hasMessage("no answer to GetProviderSchema: it ends in the middle");
    }

    private static byte[] entry(int field, String key, int size) {
        return field(field, join(field(1, key.getBytes(StandardCharsets.UTF_8)), field(2, new byte[size])));
    }

    private static byte[] field(int number, byte[] content) {
        var field = new ByteArrayOutputStream();
        field.write((number << 3) | 2);
        int left = content.length;
        while (left >= 128) {
            field.write((left & 127) | 128);
            left >>= 7;
        }
        field.write(left);
        field.writeBytes(content);
        return field.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }
}
