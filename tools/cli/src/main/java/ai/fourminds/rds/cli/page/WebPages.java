package ai.fourminds.rds.cli.page;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.Fault;
import java.util.ServiceLoader;

/** Finds the web page, if this distribution includes it. Stateless. */
public final class WebPages {
    private WebPages() {}

    /** Returns the page, or fails with the remedy. */
    public static WebPage installed() throws CommandFailure {
        return ServiceLoader.load(WebPage.class)
                .findFirst()
                .orElseThrow(() -> new CommandFailure(Fault.usage(
                        "page-missing",
                        "There is no page on the class path.",
                        "Start it with the launcher fourminds-rds, or add the jars of lib/web to the class path.")));
    }
}
