package ai.fourminds.rds.spark;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local files as an object store has them: a rename is a copy and a delete, and of a folder one for each file. As thread-safe as its parent. */
public final class FlatFileSystem extends RawLocalFileSystem {
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
}
