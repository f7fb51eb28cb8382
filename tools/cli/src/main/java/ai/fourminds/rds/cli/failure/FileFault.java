package ai.fourminds.rds.cli.failure;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Describes a failure to read or write a file, with a remedy. Stateless. */
final class FileFault {
    /** A cause, recognised by the messages of Linux, macOS and Windows. */
    private record Cause(String code, String words, String remedy) {
        boolean isIn(String reason) {
            return Pattern.compile(words)
                    .matcher(reason.toLowerCase(Locale.ROOT))
                    .find();
        }
    }

    private static final List<Cause> CAUSES = List.of(
            new Cause(
                    "file-permission",
                    "permission denied|access is denied|operation not permitted",
                    "Give this user the right to it, or name another place."),
            new Cause(
                    "file-missing",
                    "no such file|cannot find the (file|path)",
                    "Correct the path: it, or a folder on the way to it, is not there."),
            new Cause(
                    "disk-full",
                    "no space left|not enough space|disk quota exceeded",
                    "Make room, or name a place on another disk."),
            new Cause("read-only", "read-only file system|write protected", "Name a place that can be written to."),
            new Cause("name-too-long", "name too long|too long", "Name a shorter path."),
            new Cause("file-exists", "file exists|already exists", "Remove it, or name another place."),
            new Cause("not-a-folder", "not a directory", "Name another place: a file is where a folder is needed."),
            new Cause("is-a-folder", "is a directory", "Name a file."),
            new Cause("folder-not-empty", "not empty", "Empty the folder."),
            new Cause("too-many-files", "too many open files", "Raise the limit of open files (ulimit -n)."),
            new Cause("file-in-use", "used by another|text file busy", "Close the program that uses it."),
            new Cause("disk-fault", "input/output error|i/o error", "Check the disk."));
    private static final Map<Class<?>, String> WITHOUT_MESSAGE = Map.of(
            AccessDeniedException.class, "permission denied",
            NoSuchFileException.class, "no such file or folder",
            FileAlreadyExistsException.class, "file exists",
            NotDirectoryException.class, "not a directory",
            DirectoryNotEmptyException.class, "the folder is not empty");
    private static final Cause OTHER = new Cause("file-error", "", "");

    private FileFault() {}

    static Fault of(IOException failure) {
        String reason = reason(failure);
        if (failure instanceof SocketException
                || failure instanceof SocketTimeoutException
                || failure instanceof UnknownHostException) {
            return new Fault(ExitCode.NETWORK, "network-error", reason, "", "Check the network, then try again.");
        }
        Cause cause = CAUSES.stream()
                .filter(candidate -> candidate.isIn(reason))
                .findFirst()
                .orElse(OTHER);
        boolean named = failure instanceof FileSystemException file && file.getFile() != null;
        String headline = named ? "'" + ((FileSystemException) failure).getFile() + "': " + reason : reason;
        return Fault.usage(cause.code(), headline, cause.remedy());
    }

    /** Returns the system's message. */
    private static String reason(IOException failure) {
        String known = WITHOUT_MESSAGE.get(failure.getClass());
        if (known != null) {
            return known;
        }
        String message = failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message.strip();
    }
}
