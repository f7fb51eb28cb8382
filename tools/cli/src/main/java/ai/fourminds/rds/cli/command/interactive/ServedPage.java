package ai.fourminds.rds.cli.command.interactive;

import ai.fourminds.rds.cli.command.session.Interruption;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.page.WebPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Serves a page until Ctrl-C: prints its address and opens the browser. Stateless. */
public final class ServedPage {
    private ServedPage() {}

    /**
     * Serves a page, and stops serving it.
     *
     * @param opens whether the browser is opened, by a file that redirects it: other users could read an address among
     *     its arguments
     * @param apiHeader whether the header for programs is printed, too
     */
    public static void run(WebPage.Served page, Session session, boolean opens, boolean apiHeader, Interruption end)
            throws IOException {
        Path opener = Files.createTempFile("fourminds-rds-", ".html");
        Files.writeString(opener, "<meta http-equiv=\"refresh\" content=\"0;url=" + page.firstUrl() + "\">\n");
        try (page) {
            Console console = session.console();
            console.print(page.firstUrl());
            console.say("Only who has this address gets in. Running until Ctrl-C.");
            if (apiHeader) {
                console.print(page.apiHeader());
            }
            if (opens) {
                open(opener, console);
            }
            end.await();
        } finally {
            Files.deleteIfExists(opener);
        }
    }

    /** Opens the browser. If that fails, the printed address remains. */
    private static void open(Path opener, Console console) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        List<String> command = List.of("xdg-open", opener.toString());
        if (system.startsWith("mac")) {
            command = List.of("open", opener.toString());
        } else if (system.startsWith("windows")) {
            command = List.of("rundll32", "url.dll,FileProtocolHandler", opener.toString());
        }
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noBrowser) {
            console.say("No browser could be opened; open the address yourself.");
        }
    }
}
