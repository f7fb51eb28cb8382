package ai.fourminds.rds.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** The jar under test, as the build made it. Immutable: every question opens the file anew. */
final class Bundle {
    private final Path jar = Path.of(required("bundle.jar"));

    static String required(String property) {
        return Objects.requireNonNull(
                System.getProperty(property), () -> "system property " + property + "; run by ./mvnw verify");
    }

    Path jar() {
        return jar;
    }

    List<String> entries() {
        return reading(file -> file.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .toList());
    }

    List<String> entries(String pattern) {
        return entries().stream().filter(name -> name.matches(pattern)).toList();
    }

    String text(String entry) {
        return reading(file -> {
            var found = Objects.requireNonNull(file.getEntry(entry), entry);
            return new String(file.getInputStream(found).readAllBytes(), StandardCharsets.UTF_8);
        });
    }

    /** The lines of an entry that say something. */
    List<String> lines(String entry) {
        return text(entry)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    Manifest manifest() {
        return reading(JarFile::getManifest);
    }

    /** A loader that sees this jar and the JDK, and nothing of the tests' class path. */
    URLClassLoader alone() {
        try {
            return new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T reading(Question<T> question) {
        try (var file = new JarFile(jar.toFile())) {
            return question.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What one asks an open jar. */
    private interface Question<T> {
        T of(JarFile file) throws IOException;
    }
}
