package ai.fourminds.rds.local.server;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Describes file failures, for which the JDK's messages often lack the reason. Stateless. */
public final class FileFailure {
    private FileFailure() {}

    /** Returns the file and the reason. */
    public static String message(IOException failure) {
        return failure instanceof FileSystemException file && file.getReason() == null
                ? file.getFile() + ": " + reason(failure)
                : String.valueOf(failure.getMessage());
    }

    /** Returns the reason, if it is known. */
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
