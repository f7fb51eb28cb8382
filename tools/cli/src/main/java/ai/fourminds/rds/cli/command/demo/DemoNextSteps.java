package ai.fourminds.rds.cli.command.demo;

import ai.fourminds.rds.cli.command.session.ProgramWord;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.export.folder.ExportFolder;
import ai.fourminds.rds.cli.local.LocalCloud;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.Format;
import ai.fourminds.rds.cli.output.text.Style;
import java.io.IOException;
import java.nio.file.Path;

/** Prints the commands to try after the demo. Stateless. */
final class DemoNextSteps {
    private DemoNextSteps() {}

    static void print(LocalCloud cloud, Path folder, boolean keep, Session session) throws IOException {
        Console console = session.console();
        String program = ProgramWord.typed();
        line(console, Style.BOLD, "\n== What to type next");
        line(
                console,
                Style.PLAIN,
                "The CSV files and their manifest (" + ExportFolder.MANIFEST + ") are in " + folder + ".");
        if (keep) {
            line(console, Style.PLAIN, "The local RDS keeps running until Ctrl-C. In another shell:");
            LocalPage.print(cloud.settings(), new Session(console, Format.TABLE, session.settings()));
        } else {
            line(console, Style.PLAIN, "To look around yourself, keep a local RDS running in one shell");
            line(console, Style.CODE, program + " local");
            line(console, Style.PLAIN, "put the lines it prints into another, and there:");
        }
        String where = DemoWalk.INSTANCE + " " + DemoWalk.DATABASE;
        line(console, Style.CODE, program + " tables " + where);
        line(console, Style.CODE, program + " export " + where + " --all --out my-export --max-rows 0");
        line(console, Style.CODE, program + " url " + where);
        line(console, Style.PLAIN, "Against your own AWS account, with the credentials that the AWS CLI uses:");
        line(console, Style.CODE, program + " test --region us-east-1");
        for (String lack : cloud.missing()) {
            line(console, Style.PLAIN, "Not run here: " + lack + ".");
        }
        console.flush();
    }

    private static void line(Console console, Style style, String text) throws IOException {
        console.data().write(style.paint(text, console.capabilities().outColours()) + "\n");
    }
}
