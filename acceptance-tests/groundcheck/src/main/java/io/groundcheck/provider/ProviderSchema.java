package io.groundcheck.provider;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A provider's answer to GetProviderSchema: of hashicorp/aws 5 MB that describe 2,000 types, which Terraform unpacks anew
 * in each command. It is a protobuf message whose maps have one field for each entry, so a part of it is made by leaving
 * fields out; none is understood beyond its key.
 *
 * @see <a href="https://github.com/hashicorp/terraform/tree/main/docs/plugin-protocol">tfplugin5.proto</a>
 */
final class ProviderSchema {

    /** How the types of hashicorp/aws begin; entries under other keys, such as functions, always stay. */
    private static final String PREFIX = "aws_";

    private static final int LENGTH_DELIMITED = 2;
    private static final int FIRST_FIELD_OF_A_MAP_ENTRY = (1 << 3) | LENGTH_DELIMITED;

    private final byte[] answer;
    private final List<Field> fields;
    private final Set<String> types;

    private record Field(int from, int to, @Nullable String type) {}

    private ProviderSchema(byte[] answer, List<Field> fields) {
        this.answer = answer;
        this.fields = fields;
        var names = new HashSet<String>();
        for (Field field : fields) {
            if (field.type() != null) {
                names.add(field.type());
            }
        }
        this.types = Set.copyOf(names);
    }

    /**
     * Reads the fields' boundaries.
     *
     * @throws IllegalArgumentException if it isn't such a message
     */
    static ProviderSchema of(byte[] answer) {
        var fields = new ArrayList<Field>();
        var reader = new Reader(answer);
        while (reader.at < answer.length) {
            int from = reader.at;
            int tag = reader.number();
            if ((tag & 7) != LENGTH_DELIMITED) {
                throw new IllegalArgumentException("no answer to GetProviderSchema: wire type " + (tag & 7) + " in it");
            }
            int to = reader.end();
            fields.add(new Field(from, to, reader.typeWithin(to)));
            reader.at = to;
        }
        return new ProviderSchema(answer, List.copyOf(fields));
    }

    /** The names of its resources and data sources. */
    Set<String> types() {
        return types;
    }

    /** All of it. */
    byte[] whole() {
        return answer;
    }

    /** The same message with the schemas of these types only. */
    byte[] only(Set<String> wanted) {
        var part = new ByteArrayOutputStream();
        for (Field field : fields) {
            String type = field.type();
            if (type == null || wanted.contains(type)) {
                part.write(answer, field.from(), field.to() - field.from());
            }
        }
        return part.toByteArray();
    }

    private static final class Reader {

        private final byte[] bytes;
        private int at;

        private Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        /** A base-128 number that fits into 31 bits. */
        private int number() {
            int value = 0;
            for (int shift = 0; shift < 32; shift += 7) {
                if (at >= bytes.length) {
                    throw new IllegalArgumentException("no answer to GetProviderSchema: it ends in the middle");
                }
                int next = bytes[at++];
                value |= (next & 0x7f) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw new IllegalArgumentException("no answer to GetProviderSchema: a number is too large");
        }

        /** Where the field ends whose length comes now. */
        private int end() {
            int length = number();
            if (length < 0 || length > bytes.length - at) {
                throw new IllegalArgumentException("no answer to GetProviderSchema: a field is longer than it");
            }
            return at + length;
        }

        private @Nullable String typeWithin(int end) {
            if (at >= end || bytes[at] != FIRST_FIELD_OF_A_MAP_ENTRY) {
                return null;
            }
            at++;
            int keyEnd = end();
            String key = new String(bytes, at, keyEnd - at, StandardCharsets.UTF_8);
            return keyEnd <= end && key.startsWith(PREFIX) ? key : null;
        }
    }
}
