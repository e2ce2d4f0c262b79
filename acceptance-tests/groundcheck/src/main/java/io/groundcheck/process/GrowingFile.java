package io.groundcheck.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A file that a child writes to, read while it grows; it ends once the child has ended and all of it has been read. */
final class GrowingFile extends InputStream {

    private static final long PAUSE_MILLIS = 20;

    private final SeekableByteChannel file;
    private final BooleanSupplier grows;

    GrowingFile(SeekableByteChannel file, long from, BooleanSupplier grows) throws IOException {
        this.file = file.position(from);
        this.grows = grows;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (true) {
            boolean mayGrow = grows.getAsBoolean(); // asked first: what was written before the end is then read
            int count = file.read(ByteBuffer.wrap(into, offset, length));
            if (count > 0 || !mayGrow) {
                return count;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (InterruptedIOException) new InterruptedIOException("reading was interrupted").initCause(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
