package ai.fourminds.rds.local.server;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What went wrong with a file, which the JDK's messages leave to the exception's type. Stateless. */
public final class FileFailure {
    private FileFailure() {}

    /** The file and the reason. */
    public static String message(IOException failure) {
        return failure instanceof FileSystemException file && file.getReason() == null
                ? file.getFile() + ": " + reason(failure)
                : String.valueOf(failure.getMessage());
    }

    /** The reason alone, where it is known. */
    public static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NoSuchFileException) {
            return "there is no such folder";
        }
        if (failure instanceof FileSystemException file) {
            return file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
        }
        return String.valueOf(failure.getMessage());
    }
}
