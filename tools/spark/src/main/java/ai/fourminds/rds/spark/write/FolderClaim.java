package ai.fourminds.rds.spark.write;

import ai.fourminds.rds.spark.selection.ExportFault;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other jobs out of a folder. The claim is a file that the job rewrites periodically, because not every file
 * system has locks, or locks that end with their process; an unchanged file is that of a killed job. Thread-safe.
 */
final class FolderClaim implements AutoCloseable {

    static final String NAME = "_export.lock";

    private static final String HALFWAY = "being written";
    private static final long BEAT_MILLIS = 2_000;
    private static final long DEAD_AFTER_MILLIS = 10 * BEAT_MILLIS;
    private static final long STEP_MILLIS = 250;

    private final FileSystem files;
    private final Path file;
    private final String owner = UUID.randomUUID().toString();
    private final Thread beating = new Thread(this::beat, "fourminds-rds export lock");
    private int beat;
    private volatile boolean closed;
    private volatile @Nullable IOException unwritten;

    private FolderClaim(FileSystem files, Path folder) {
        this.files = files;
        this.file = new Path(folder, NAME);
    }

    /** Refuses a folder that another job writes to. Takes several seconds to recognise a killed job. */
    static void refuseAnother(FileSystem files, Path folder) throws IOException, ExportFault {
        FolderClaim watch = new FolderClaim(files, folder);
        String before = watch.content();
        for (long waited = 0; waited < DEAD_AFTER_MILLIS && !before.isEmpty(); waited += STEP_MILLIS) {
            pause();
            String now = watch.content();
            if (!now.isEmpty() && !now.equals(before)) {
                throw inUse(folder);
            }
        }
    }

    /** Claims the folder. If two jobs start at once, the later claim wins and the other job is refused. */
    static FolderClaim take(FileSystem files, Path folder) throws IOException, ExportFault {
        FolderClaim claim = new FolderClaim(files, folder);
        claim.write();
        pause();
        if (!claim.isOurs()) {
            throw inUse(folder);
        }
        claim.beating.setDaemon(true);
        claim.beating.start();
        return claim;
    }

    /** Must be called before each change in the folder. */
    void check() throws IOException {
        if (!isOurs()) {
            throw new IOException(
                    "the folder is no longer this export's: the file '" + file
                            + "' was removed, or is another export's; run it again, with --resume to keep what is there",
                    unwritten);
        }
    }

    private void beat() {
        while (!closed) {
            try {
                Thread.sleep(BEAT_MILLIS);
                renew();
            } catch (IOException passing) {
                // The next beat may succeed. If another job takes the folder meanwhile, check() reports this failure
                // as the reason.
                unwritten = passing;
            } catch (InterruptedException end) {
                return;
            }
        }
    }

    private synchronized void renew() throws IOException {
        if (!closed && isOurs()) {
            write();
        }
    }

    boolean isOurs() throws IOException {
        return content().startsWith(owner);
    }

    private synchronized void write() throws IOException {
        beat++;
        try (OutputStream out = files.create(file, true)) {
            out.write((owner + " " + beat).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Returns the file's content, empty without a file. */
    private synchronized String content() throws IOException {
        try (InputStream in = files.open(file)) {
            String written = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return written.isEmpty() ? HALFWAY : written;
        } catch (FileNotFoundException none) {
            return "";
        } catch (ChecksumException halfway) {
            return HALFWAY;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(STEP_MILLIS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private static ExportFault inUse(Path folder) {
        return new ExportFault(
                "Another export is writing into '" + folder + "'.",
                "Wait for it to end, or name another folder with --out.");
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        beating.interrupt();
        if (isOurs()) {
            files.delete(file, false);
        }
    }
}
