package com.example.h2;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Counts what goes through; a flush ends here, as the caller's stream is not ours to flush. For one thread. */
final class CountingStream extends FilterOutputStream {
    private long bytes;

    CountingStream(OutputStream out) {
        super(out);
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void write(byte[] piece, int offset, int length) throws IOException {
        out.write(piece, offset, length);
        bytes += length;
    }

    @Override
    public void write(int single) throws IOException {
        out.write(single);
        bytes++;
    }

    @Override
    public void flush() {}
}
