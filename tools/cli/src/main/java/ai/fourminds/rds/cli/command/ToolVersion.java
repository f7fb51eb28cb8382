package ai.fourminds.rds.cli.command;

import java.util.Optional;

/** The version of this program. Stateless. */
final class ToolVersion {
    private ToolVersion() {}

    /** As the jar's manifest has it; classes outside a jar are a developer's. */
    static String current() {
        return Optional.ofNullable(ToolVersion.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
