package ai.fourminds.rds.cli.export;

import java.util.Optional;

/** The version of this program. Stateless. */
public final class ToolVersion {
    private ToolVersion() {}

    /** Returns the version in the jar's manifest, or a development version for classes outside a jar. */
    public static String current() {
        return Optional.ofNullable(ToolVersion.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
