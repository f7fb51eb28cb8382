package ai.fourminds.rds.cli.export;

import java.util.Optional;

/** The version of this program. Stateless. */
public final class ToolVersion {
    private ToolVersion() {}

    /** As the jar's manifest has it; classes outside a jar are a developer's. */
    public static String current() {
        return Optional.ofNullable(ToolVersion.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
