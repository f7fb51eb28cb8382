package ai.fourminds.rds.cli.command.interactive;

import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.page.WebPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A page that is being served; prints its address and opens the browser. For one thread; close it. */
public record ServedPage(WebPage.Served served, Path opener, Console console) implements AutoCloseable {

    /**
     * Prints the address, and writes a file that redirects a browser to it: other users could read an address among the
     * browser's arguments.
     */
    public static ServedPage start(WebPage.Served served, Session session) throws IOException {
        Path opener = Files.createTempFile("fourminds-rds-", ".html");
        Files.writeString(opener, "<meta http-equiv=\"refresh\" content=\"0;url=" + served.firstUrl() + "\">\n");
        Console console = session.console();
        console.print(served.firstUrl());
        console.say("Only who has this address gets in. Running until Ctrl-C.");
        return new ServedPage(served, opener, console);
    }

    void printApiHeader() throws IOException {
        console.print(served.apiHeader());
    }

    /** Opens the browser. If that fails, the printed address remains. */
    public void open() {
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

    @Override
    public void close() throws IOException {
        served.close();
        Files.deleteIfExists(opener);
    }
}
