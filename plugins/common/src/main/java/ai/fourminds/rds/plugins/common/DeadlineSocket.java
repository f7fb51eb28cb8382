package ai.fourminds.rds.plugins.common;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;

/**
 * A socket whose reads end at the login's deadline, however slowly the server drips its bytes; an ordinary socket once the
 * deadline is lifted. As thread-safe as a socket.
 */
final class DeadlineSocket extends Socket {

    private final LoginDeadline deadline;
    private boolean guarded = true;
    private int wantedTimeout;

    DeadlineSocket(LoginDeadline deadline) {
        this.deadline = deadline;
    }

    @Override
    public synchronized void setSoTimeout(int millis) throws SocketException {
        wantedTimeout = millis;
        super.setSoTimeout(millis);
    }

    /** What was asked for, not what the deadline makes of it: drivers read it to restore it later. */
    @Override
    public synchronized int getSoTimeout() throws SocketException {
        return guarded ? wantedTimeout : super.getSoTimeout();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new DeadlineInput(super.getInputStream());
    }

    private void beforeRead() throws IOException {
        if (deadline.isLifted()) {
            guarded = false;
            super.setSoTimeout(wantedTimeout);
        } else {
            int left = deadline.remainingMillis();
            super.setSoTimeout(wantedTimeout == 0 ? left : Math.min(left, wantedTimeout));
        }
    }

    /** The socket's input; one flag test per read is all that remains after the login. */
    private final class DeadlineInput extends FilterInputStream {

        DeadlineInput(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            if (guarded) {
                beforeRead();
            }
            return in.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (guarded) {
                beforeRead();
            }
            return in.read(buffer, offset, length);
        }
    }
}
