package ai.fourminds.rds.spark.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.spark.selection.ExportFault;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderClaimTest {

    @TempDir
    private java.nio.file.Path folder;

    private static FileSystem files() throws IOException {
        return FileSystem.getLocal(new Configuration());
    }

    private Path path() {
        return new Path(folder.toUri());
    }

    @Test
    void keepsOthersOutUntilItIsClosed() throws IOException, ExportFault {
        try (FolderClaim claim = FolderClaim.take(files(), path())) {
            assertThatThrownBy(() -> FolderClaim.refuseAnother(files(), path()))
                    .isInstanceOf(ExportFault.class)
                    .hasMessageContaining("Another export is writing into")
                    .hasMessageContaining("--out");
            claim.check();
        }
        assertThat(folder.resolve(FolderClaim.NAME)).doesNotExist();
        FolderClaim.refuseAnother(files(), path());
    }

    @Test
    void ofAJobThatWasKilledItIsTakenOver() throws IOException, ExportFault {
        Files.writeString(folder.resolve(FolderClaim.NAME), "killed 7");

        FolderClaim.refuseAnother(files(), path());

        try (FolderClaim claim = FolderClaim.take(files(), path())) {
            claim.check();
        }
    }

    @Test
    void whoLosesTheFolderStopsAndTouchesNothingInIt() throws IOException, ExportFault {
        FolderClaim lost = FolderClaim.take(files(), path());
        try (FolderClaim later = FolderClaim.take(files(), path())) {
            assertThatThrownBy(lost::check).isInstanceOf(IOException.class).hasMessageContaining("another export's");
            lost.close();
            later.check();
        }
        assertThatThrownBy(lost::check).hasMessageContaining("was removed");
    }
}
