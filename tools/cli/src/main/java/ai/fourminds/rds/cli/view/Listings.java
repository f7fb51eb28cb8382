package ai.fourminds.rds.cli.view;

import ai.fourminds.rds.cli.export.TableReport;
import ai.fourminds.rds.cli.output.Listing;
import ai.fourminds.rds.cli.output.Quantity;
import ai.fourminds.rds.cli.output.Style;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.plugin.catalogue.TableInfo;

/** What the commands list, and under which names. Stateless. */
public final class Listings {
    /** Instances of a fleet. */
    public static final Listing<RdsInstance> INSTANCES = Listing.<RdsInstance>empty()
            .field("id", RdsInstance::id)
            .field("arn", RdsInstance::arn)
            .field("engine", RdsInstance::engine)
            .field("engineVersion", RdsInstance::engineVersion)
            .field("instanceClass", RdsInstance::instanceClass)
            .field("status", RdsInstance::status)
            .field("available", RdsInstance::available)
            .field("supported", RdsInstance::supported)
            .field("iamAuthentication", RdsInstance::iamAuthentication)
            .field("host", row -> row.endpoint() == null ? null : row.endpoint().host())
            .field("port", row -> row.endpoint() == null ? null : row.endpoint().port())
            .field("region", RdsInstance::region)
            .column("INSTANCE", RdsInstance::id, row -> row.available() ? Style.PLAIN : Style.WARNING)
            .column("ENGINE", RdsInstance::engine, row -> row.supported() ? Style.PLAIN : Style.DIM)
            .column("VERSION", RdsInstance::engineVersion)
            .column("CLASS", RdsInstance::instanceClass)
            .column("IAM", row -> row.iamAuthentication() ? "on" : "off")
            .column("STATUS", RdsInstance::status, row -> row.available() ? Style.GOOD : Style.WARNING);

    /** Databases of an instance. */
    public static final Listing<String> DATABASES =
            Listing.<String>empty().field("name", name -> name).column("DATABASE", name -> name);

    /** Tables of a database. */
    public static final Listing<TableInfo> TABLES = Listing.<TableInfo>empty()
            .field("schema", row -> row.name().schema())
            .field("name", row -> row.name().name())
            .field("qualifiedName", row -> row.name().qualified())
            .field("estimatedRows", TableInfo::estimatedRows)
            .field("columns", TableInfo::columns)
            .field("sizeBytes", TableInfo::sizeBytes)
            .column("TABLE", row -> row.name().qualified())
            .figure("ROWS (EST.)", row -> Quantity.count(row.estimatedRows()))
            .figure("COLUMNS", row -> Quantity.count(row.columns()))
            .figure("SIZE", row -> Quantity.bytes(row.sizeBytes()));

    /** What became of the tables of an export. */
    public static final Listing<TableReport> REPORTS = Listing.<TableReport>empty()
            .field("name", TableReport::name)
            .field("file", TableReport::file)
            .field("status", row -> row.status().word())
            .field("rows", TableReport::rows)
            .field("truncated", TableReport::truncated)
            .field("rowSecurity", TableReport::rowSecurity)
            .field("columnPrivileges", TableReport::columnPrivileges)
            .field("estimatedRows", TableReport::estimatedRows)
            .field("bytes", TableReport::bytes)
            .field("sha256", TableReport::sha256)
            .field("durationMillis", TableReport::durationMillis)
            .field("error", TableReport::error)
            .column("TABLE", TableReport::name)
            .figure("ROWS", row -> Quantity.count(row.rows()))
            .figure("SIZE", row -> Quantity.bytes(row.bytes()))
            .figure("TIME", row -> Quantity.seconds(row.durationMillis()))
            .column("STATUS", Listings::status, Listings::style)
            .prose("FILE OR REASON", Listings::fileOrReason);

    private Listings() {}

    private static String status(TableReport row) {
        return row.truncated()
                ? row.status().word() + ", truncated"
                : row.status().word();
    }

    private static String fileOrReason(TableReport row) {
        return row.file() != null
                ? row.file()
                : String.valueOf(row.error()).strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    private static Style style(TableReport row) {
        if (row.status() != TableReport.Status.EXPORTED) {
            return Style.BAD;
        }
        return row.truncated() ? Style.WARNING : Style.GOOD;
    }
}
