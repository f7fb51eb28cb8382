package ai.fourminds.rds.spark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Local files as an object store has them: an object is there when its upload is closed, a rename is a copy and a delete, and of
 * a folder one for each file. A table named {@code no_space} does not fit. As thread-safe as its parent.
 */
public final class FlatFileSystem extends RawLocalFileSystem {

    /**
     * The property with a folder in which {@code wanted} makes the next upload of a first part a zombie: it writes {@code held},
     * waits for {@code release} whoever interrupts it, is closed after all and writes {@code done}.
     */
    static final String ZOMBIES = "fs.flat.zombies";

    private static final long PAUSE_MILLIS = 100;

    /** For Hadoop. */
    public FlatFileSystem() {}

    @Override
    public URI getUri() {
        return URI.create("flat:///");
    }

    @Override
    public String getScheme() {
        return "flat";
    }

    @Override
    public FSDataOutputStream create(
            Path file, boolean overwrite, int bufferSize, short replication, long blockSize, Progressable progress)
            throws IOException {
        return create(file, FsPermission.getFileDefault(), overwrite, bufferSize, replication, blockSize, progress);
    }

    @Override
    public FSDataOutputStream create(
            Path file,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        if (!overwrite && exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        if (file.toString().contains("no_space")) {
            throw new IOException("No space left on device");
        }
        return new FSDataOutputStream(
                new Upload(file) {
                    @Override
                    OutputStream target() throws IOException {
                        return FlatFileSystem.super.create(
                                file, permission, overwrite, bufferSize, replication, blockSize, progress);
                    }
                },
                statistics);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        FileStatus status = getFileStatus(from);
        if (!status.isDirectory()) {
            return FileUtil.copy(this, from, this, to, true, true, getConf());
        }
        mkdirs(to);
        for (FileStatus file : listStatus(from)) {
            rename(file.getPath(), new Path(to, file.getPath().getName()));
        }
        return delete(from, true);
    }

    /** Bytes that are seen by nobody until they are all there. */
    private abstract class Upload extends ByteArrayOutputStream {
        private final Path file;
        private boolean closed;

        Upload(Path file) {
            this.file = file;
        }

        abstract OutputStream target() throws IOException;

        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            boolean part = file.getName().startsWith("part-");
            java.nio.file.Path zombies = java.nio.file.Path.of(getConf().get(ZOMBIES, "/nowhere"));
            boolean zombie =
                    part && file.getName().startsWith("part-00000-") && Files.deleteIfExists(zombies.resolve("wanted"));
            if (zombie) {
                Files.createFile(zombies.resolve("held"));
                while (!Files.exists(zombies.resolve("release"))) {
                    pause();
                }
            } else if (part) {
                // Long enough for whoever kills executors to find one at work.
                pause();
            }
            try (OutputStream out = target()) {
                writeTo(out);
            }
            if (zombie) {
                Files.createFile(zombies.resolve("done"));
            }
        }

        private void pause() {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException ignored) {
                // A store's client may be deaf to it, too.
            }
        }
    }
}
