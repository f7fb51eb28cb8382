package ai.fourminds.rds.cli.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Standard output that throws {@link BrokenPipe} when its reader has closed it. As thread-safe as the wrapped stream.
 */
final class StandardOutput extends FilterOutputStream {
    StandardOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
        try {
            out.write(b, off, len);
        } catch (IOException e) {
            throw translated(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw translated(e);
        }
    }

    /** Only flushes: the process uses the stream until it ends. */
    @Override
    public void close() throws IOException {
        flush();
    }

    /** Recognises a broken pipe by the system's message (EPIPE, ERROR_NO_DATA), because the JDK has no type for it. */
    private static IOException translated(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("pipe") ? new BrokenPipe(e) : e;
    }
}
