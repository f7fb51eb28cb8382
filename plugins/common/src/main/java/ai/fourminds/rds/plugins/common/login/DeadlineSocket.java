package ai.fourminds.rds.plugins.common.login;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/**
 * A socket whose reads end at the login's deadline, however slowly the server sends; an ordinary socket once the
 * deadline is lifted. The user's statement timeout does not end the connection's own login. As thread-safe as a socket.
 */
public final class DeadlineSocket extends Socket {

    private final LoginDeadline deadline;
    private final boolean first;
    private boolean guarded = true;
    private int wantedTimeout;

    /** @param first whether this is the connection's own login, not one that cancels a statement */
    DeadlineSocket(LoginDeadline deadline, boolean first) {
        this.deadline = deadline;
        this.first = first;
    }

    /** Returns the deadline of the login over this socket. */
    public LoginDeadline deadline() {
        return deadline;
    }

    @Override
    public synchronized void setSoTimeout(int millis) throws SocketException {
        wantedTimeout = millis;
        super.setSoTimeout(millis);
    }

    /** Returns the requested timeout, not the deadline's: drivers read it to restore it later. */
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
            super.setSoTimeout(first || wantedTimeout == 0 ? left : Math.min(left, wantedTimeout));
        }
    }

    /** Converts the timeout, because drivers read on after a SocketTimeoutException that they have not asked for. */
    private static SocketException over(SocketTimeoutException timeout) {
        SocketException over = new SocketException(timeout.getMessage());
        over.initCause(timeout);
        return over;
    }

    /** The socket's input; after the login it costs one flag test per read. */
    private final class DeadlineInput extends FilterInputStream {

        DeadlineInput(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return guarded ? guardedRead(buffer, offset, length) : in.read(buffer, offset, length);
        }

        private int guardedRead(byte[] buffer, int offset, int length) throws IOException {
            try {
                beforeRead();
                return in.read(buffer, offset, length);
            } catch (SocketTimeoutException timeout) {
                throw deadline.isPast() ? over(timeout) : timeout;
            }
        }
    }
}
