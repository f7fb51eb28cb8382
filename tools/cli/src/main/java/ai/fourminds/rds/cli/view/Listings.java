package ai.fourminds.rds.cli.view;

import ai.fourminds.rds.cli.output.Listing;
import ai.fourminds.rds.cli.output.text.Quantity;
import ai.fourminds.rds.cli.output.text.Style;
import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.plugin.Endpoint;
import ai.fourminds.rds.plugin.catalogue.ColumnInfo;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import org.jspecify.annotations.Nullable;

/** The listings that commands print. Stateless. */
public final class Listings {
    /** Instances, clusters and proxies of a fleet. */
    public static final Listing<FleetRow> INSTANCES = Listing.<FleetRow>empty()
            .field("id", row -> row.target().id())
            .field("arn", row -> row.target().arn())
            .field("engine", row -> row.target().engine())
            .field("engineVersion", row -> row.target().engineVersion())
            .field("instanceClass", row -> row.target().instanceClass())
            .field("status", row -> row.target().status())
            .field("available", row -> row.target().available())
            .field("supported", row -> row.target().supported())
            .field("iamAuthentication", FleetRow::iamAuthentication)
            .field("host", row -> host(row.target().endpoint()))
            .field(
                    "port",
                    row -> row.target().endpoint() == null
                            ? null
                            : row.target().endpoint().port())
            .field("region", row -> row.target().region())
            .field("kind", FleetRow::kind)
            .field("cluster", row -> row.target().cluster())
            .field("role", FleetRow::roleWord)
            .field("readerHost", row -> host(row.reader()))
            .field("customHosts", FleetRow::customHosts)
            .column("INSTANCE", FleetRow::title, row -> row.target().available() ? Style.PLAIN : Style.WARNING)
            .column("ENGINE", row -> row.target().engine(), row -> row.target().supported() ? Style.PLAIN : Style.DIM)
            .column("VERSION", row -> row.target().engineVersion())
            .column("CLASS", FleetRow::sort)
            .column("IAM", row -> iam(row.iamAuthentication()))
            .column(
                    "STATUS",
                    row -> row.target().status(),
                    row -> row.target().available() ? Style.GOOD : Style.WARNING);

    public static final Listing<String> DATABASES =
            Listing.<String>empty().field("name", name -> name).column("DATABASE", name -> name);

    public static final Listing<TableInfo> TABLES = Listing.<TableInfo>empty()
            .field("schema", row -> row.name().schema())
            .field("name", row -> row.name().name())
            .field("qualifiedName", row -> row.name().qualified())
            .field("estimatedRows", TableInfo::estimatedRows)
            .field("columns", TableInfo::columns)
            .field("sizeBytes", TableInfo::sizeBytes)
            .field("kind", row -> row.kind().word())
            .column("TABLE", row -> row.name().qualified())
            .figure("ROWS (EST.)", row -> Quantity.count(row.estimatedRows()))
            .figure("COLUMNS", row -> Quantity.count(row.columns()))
            .figure("SIZE", row -> Quantity.bytes(row.sizeBytes()));

    public static final Listing<TableInfo> TABLES_AND_VIEWS =
            TABLES.column("KIND", row -> row.kind().word());

    public static final Listing<ColumnInfo> COLUMNS = Listing.<ColumnInfo>empty()
            .field("name", ColumnInfo::name)
            .field("type", ColumnInfo::declaredType)
            .field("nullable", ColumnInfo::nullable)
            .field("exported", row -> row.droppedFor() == null)
            .field("reason", ColumnInfo::droppedFor)
            .column("COLUMN", ColumnInfo::name)
            .column("TYPE", ColumnInfo::declaredType)
            .column("NULL", row -> row.nullable() == null ? "?" : row.nullable() ? "yes" : "no")
            .column(
                    "EXPORT",
                    row -> row.droppedFor() == null ? "yes" : "left out: " + row.droppedFor(),
                    row -> row.droppedFor() == null ? Style.PLAIN : Style.WARNING);

    /** The results of an export, by table. */
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

    private static @Nullable String host(@Nullable Endpoint endpoint) {
        return endpoint == null ? null : endpoint.host();
    }

    private static String iam(@Nullable Boolean on) {
        return on == null ? "?" : on ? "on" : "off";
    }

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
        if (!row.complete()) {
            return Style.BAD;
        }
        return row.truncated() ? Style.WARNING : Style.GOOD;
    }
}
