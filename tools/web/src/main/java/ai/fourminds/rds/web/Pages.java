package ai.fourminds.rds.web;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.SavedConnections;
import ai.fourminds.rds.cli.export.folder.ExistingFiles;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.export.Compression;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.fleet.ExaminationStep;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.web.connection.ConnectForm;
import ai.fourminds.rds.web.connection.Connections;
import ai.fourminds.rds.web.export.ExportRequest;
import ai.fourminds.rds.web.export.Exports;
import ai.fourminds.rds.web.export.PastExport;
import ai.fourminds.rds.web.export.Progress;
import ai.fourminds.rds.web.export.RunningExport;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The screens, as browsers ask for them. Thread-safe. */
record Pages(Templates templates, Connections connections, Exports exports) {
    private static final int PREVIEW_ROWS = 50;
    private static final String STEPS = "@@steps@@";
    private static final String END = "@@end@@";
    private static final String DISCONNECTED =
            "Disconnected. Your AWS resources (IAM roles, OIDC providers, Cognito pools,"
                    + " policies, and IAM DB users) are untouched — delete them in the AWS Console if they’re no longer needed.";

    void route(RoutesConfig routes) {
        routes.get("/", this::home);
        routes.get("/configure", this::configure);
        routes.post("/configure/test", this::test);
        routes.post("/configure/save", this::save);
        routes.post("/configure/disconnect", this::disconnect);
        routes.get("/instances", this::instances);
        routes.get("/connect", this::connect);
        routes.get("/databases", this::databases);
        routes.get("/tables", this::tables);
        routes.get("/preview", this::preview);
        routes.post("/exports", this::start);
        routes.get("/exports", this::history);
        routes.get("/exports/{id}", this::export);
        routes.post("/exports/{id}/cancel", this::cancel);
        routes.post("/exports/{id}/retry", this::retry);
        routes.get("/exports/{id}/file", this::file);
    }

    private void home(Context request) throws SQLException, IOException, CommandFailure {
        home(request, "");
    }

    private void home(Context request, String notice) throws SQLException, IOException, CommandFailure {
        templates.render(
                request,
                "home",
                Map.of(
                        "notice",
                        notice,
                        "cards",
                        connections.cards(),
                        "running",
                        exports.history().stream().filter(PastExport::running).toList()));
    }

    private void configure(Context request) throws SQLException, IOException {
        String name = parameter(request, "connection");
        Map<String, String> known =
                name.isEmpty() ? connections.own() : SavedConnections.ofUser().show(name);
        String method = parameter(request, "method");
        if (method.isEmpty()) {
            method = name.isEmpty() ? "iam-role" : known.getOrDefault("auth", "default");
        }
        Map<String, String> shown = new LinkedHashMap<>(known);
        if (name.isEmpty()) {
            RdsFleet.settings().stream()
                    .filter(setting -> !setting.usedByAuth().isEmpty())
                    .forEach(setting -> shown.remove(setting.name()));
        }
        ConnectForm form = ConnectForm.of(name, method, shown);
        templates.render(request, "configure", Map.of("form", form, "policy", form.policy()));
    }

    private void test(Context request) throws SQLException {
        RdsFleet fleet = RdsFleet.of(settings(request));
        var caller = fleet.caller();
        templates.render(
                request,
                "tested",
                Map.of("caller", caller, "instances", fleet.instances().size()));
    }

    private void save(Context request) throws SQLException {
        SavedConnections.ofUser().save(form(request, "name"), settings(request));
        request.redirect("/", HttpStatus.SEE_OTHER);
    }

    private void disconnect(Context request) throws SQLException, IOException, CommandFailure {
        SavedConnections.ofUser().remove(form(request, "name"));
        home(request, DISCONNECTED);
    }

    private static Map<String, String> settings(Context request) {
        return ConnectForm.settings(form(request, "method"), request::formParam);
    }

    private void instances(Context request) throws SQLException {
        String connection = parameter(request, "connection");
        templates.render(
                request,
                "instances",
                Map.of(
                        "connection",
                        connection,
                        "title",
                        connections.title(connection),
                        "region",
                        connections.fleet(connection).region(),
                        "rows",
                        connections.rows(connection)));
    }

    /** Sends each step when it is done, so that a slow one is seen to be slow. */
    private void connect(Context request) throws SQLException, IOException {
        String connection = parameter(request, "connection");
        String instance = parameter(request, "instance");
        RdsFleet fleet = connections.fleet(connection);
        String page = templates.text("connect", Map.of("connection", connection, "instance", instance));
        int steps = page.indexOf(STEPS);
        int end = page.indexOf(END);
        request.contentType("text/html; charset=utf-8");
        OutputStream out = request.res().getOutputStream();
        send(out, page.substring(0, steps));
        List<ExaminationStep> examined =
                fleet.examine(instance, null, step -> send(out, templates.text("step", Map.of("step", step))));
        Optional<ExaminationStep> failed = examined.stream()
                .filter(step -> step.status() == ExaminationStep.Status.FAILED)
                .findFirst();
        send(out, page.substring(steps + STEPS.length(), end));
        send(
                out,
                templates.text("connected", Map.of("connection", connection, "instance", instance, "failed", failed)));
        send(out, page.substring(end + END.length()));
    }

    private static void send(OutputStream out, String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException browserGone) {
            throw new UncheckedIOException(browserGone);
        }
    }

    private void databases(Context request) throws SQLException {
        String connection = parameter(request, "connection");
        String instance = parameter(request, "instance");
        List<String> databases =
                connections.ask(connection, instance, null, (database, catalogue) -> catalogue.databases());
        RdsFleet fleet = connections.fleet(connection);
        Map<String, String> urls = new LinkedHashMap<>();
        for (String database : databases) {
            urls.put(database, fleet.database(instance, database).url());
        }
        templates.render(request, "databases", Map.of("connection", connection, "instance", instance, "urls", urls));
    }

    private void tables(Context request) throws SQLException {
        String connection = parameter(request, "connection");
        String instance = parameter(request, "instance");
        String database = parameter(request, "database");
        List<TableInfo> tables =
                connections.ask(connection, instance, database, (target, catalogue) -> catalogue.tables());
        templates.render(
                request,
                "tables",
                Map.of("connection", connection, "instance", instance, "database", database, "tables", tables));
    }

    private void preview(Context request) throws SQLException, CommandFailure {
        String connection = parameter(request, "connection");
        String instance = parameter(request, "instance");
        String database = parameter(request, "database");
        String table = parameter(request, "table");
        templates.render(
                request,
                "preview",
                Map.of(
                        "connection",
                        connection,
                        "instance",
                        instance,
                        "database",
                        database,
                        "table",
                        table,
                        "preview",
                        connections.preview(connection, instance, database, table, PREVIEW_ROWS)));
    }

    private void start(Context request) throws SQLException, IOException, CommandFailure {
        List<String> tables = request.formParams("table");
        if (tables.isEmpty()) {
            throw new CommandFailure(
                    Fault.usage("nothing-ticked", "No table is ticked.", "Go back, and tick the tables to export."));
        }
        // All of them in the words of the command, which is shorter than ten thousand names.
        boolean all = String.valueOf(tables.size()).equals(request.formParam("listed"));
        ExportRequest wanted = new ExportRequest(
                form(request, "connection"),
                form(request, "instance"),
                form(request, "database"),
                all ? List.of() : tables,
                form(request, "folder"),
                number(request, "maxRows"),
                number(request, "timeout"),
                (int) number(request, "jobs"),
                Compression.valueOf(form(request, "compression").toUpperCase(Locale.ROOT)),
                request.formParam("guardFormulas") != null,
                form(request, "nullText"));
        redirect(request, exports.start(wanted, ExistingFiles.REFUSE));
    }

    private void history(Context request) throws IOException, CommandFailure {
        templates.render(
                request,
                "history",
                Map.of("entries", exports.history(), "out", exports.path("x").getParent()));
    }

    private void export(Context request) throws IOException, CommandFailure, SQLException {
        String id = request.pathParam("id");
        Optional<RunningExport> started = exports.started(id);
        Optional<Manifest> manifest =
                started.filter(RunningExport::running).isPresent() ? Optional.empty() : exports.manifest(id);
        boolean part = request.header("HX-Request") != null;
        if (manifest.isPresent()) {
            String connection =
                    started.map(export -> export.progress().connection()).orElse("");
            if (part) {
                // The last answer to the page that watches: the files are on another one.
                request.header("HX-Refresh", "true");
            }
            templates.render(
                    request,
                    "done",
                    Map.of(
                            "id",
                            id,
                            "manifest",
                            manifest.get(),
                            "connection",
                            connection,
                            "cards",
                            connections.cards(),
                            "command",
                            ExportRequest.command(manifest.get(), connection, exports.path(id))));
            return;
        }
        Progress progress = started.orElseThrow(() -> Exports.unknown(id)).progress();
        templates.render(request, part ? "progress" : "export", Map.of("progress", progress));
    }

    private void cancel(Context request) throws CommandFailure {
        String id = request.pathParam("id");
        exports.started(id).orElseThrow(() -> Exports.unknown(id)).cancel(request.formParam("file"));
        redirect(request, id);
    }

    private void retry(Context request) throws SQLException, IOException, CommandFailure {
        String id = request.pathParam("id");
        Manifest earlier = exports.manifest(id).orElseThrow(() -> Exports.unknown(id));
        redirect(
                request,
                exports.start(ExportRequest.of(earlier, form(request, "connection"), id), ExistingFiles.RESUME));
    }

    private void file(Context request) throws IOException, CommandFailure {
        Path file = exports.file(request.pathParam("id"), parameter(request, "name"));
        String plain = String.valueOf(file.getFileName()).replaceAll("[^A-Za-z0-9._-]", "_");
        request.header("Content-Disposition", "attachment; filename=\"" + plain + "\"")
                .contentType("application/octet-stream")
                .result(Files.newInputStream(file));
    }

    private static void redirect(Context request, String id) {
        request.redirect("/exports/" + id, HttpStatus.SEE_OTHER);
    }

    private static long number(Context request, String name) throws CommandFailure {
        try {
            return Long.parseLong(form(request, name));
        } catch (NumberFormatException e) {
            throw new CommandFailure(
                    Fault.usage("not-a-number", "'" + name + "' is not a whole number.", "Give one, such as 4."), e);
        }
    }

    private static String parameter(Context request, String name) {
        String value = request.queryParam(name);
        return value == null ? "" : value;
    }

    private static String form(Context request, String name) {
        String value = request.formParam(name);
        return value == null ? "" : value;
    }
}
