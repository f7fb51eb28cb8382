package ai.fourminds.rds.cli.progress;

import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.text.Quantity;
import ai.fourminds.rds.cli.output.text.Style;
import ai.fourminds.rds.export.TableReport;
import java.util.regex.Pattern;

/** Describes a finished table in one line. Stateless. */
final class ReportLine {
    private static final Pattern LINE_END = Pattern.compile("\\s*\\R\\s*");

    private ReportLine() {}

    static String text(TableReport report) {
        if (!report.complete()) {
            return report.status().word() + "  " + report.name() + "  " + oneLine(String.valueOf(report.error()));
        }
        String line = "exported  " + report.name() + "  " + Quantity.of(report.rows(), "row") + "  "
                + Quantity.bytes(report.bytes()) + "  " + Quantity.seconds(report.durationMillis());
        String note = report.note() == null ? "" : "  (" + report.note() + ")";
        return line + note + (report.truncated() ? "  TRUNCATED: --max-rows 0 exports all rows" : "");
    }

    /** Joins the lines of a server's message. */
    private static String oneLine(String error) {
        return LINE_END.matcher(error.strip()).replaceAll("; ");
    }

    static void say(TableReport report, Console console) {
        if (!report.complete()) {
            console.sayFailure(Style.BAD, text(report));
        } else {
            console.say(
                    report.truncated() || report.rowSecurity() || report.columnPrivileges()
                            ? Style.WARNING
                            : Style.PLAIN,
                    text(report));
        }
    }
}
