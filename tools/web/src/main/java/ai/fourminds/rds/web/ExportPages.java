package ai.fourminds.rds.web;

import ai.fourminds.rds.cli.catalogue.OpenedDatabase;
import ai.fourminds.rds.cli.export.folder.ExistingFiles;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.load.LoadScript;
import ai.fourminds.rds.export.Compression;
import ai.fourminds.rds.export.FileFormat;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.plugin.catalogue.ColumnInfo;
import ai.fourminds.rds.plugin.catalogue.Preview;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.web.connection.Connections;
import ai.fourminds.rds.web.export.ExportRequest;
import ai.fourminds.rds.web.export.Exports;
import ai.fourminds.rds.web.export.Progress;
import ai.fourminds.rds.web.export.RunningExport;
import ai.fourminds.rds.web.export.TableForm;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The screens from a database's tables to the files of an export, as browsers ask for them. Thread-safe. */
record ExportPages(Templates templates, Connections connections, Exports exports) {
    private static final int PREVIEW_ROWS = 50;
    /** Rows of a listing in one piece: those of ten thousand tables would fill the page's small heap. */
    private static final int SENT_AT_ONCE = 300;

    private static final List<String> PLACE = List.of("connection", "instance", "database");

    void route(RoutesConfig routes) {
        routes.get("/tables", this::tables);
        routes.get("/preview", this::preview);
        routes.post("/columns", this::columns);
        routes.post("/exports", this::start);
        routes.get("/exports", this::history);
        routes.get("/exports/{id}", this::export);
        routes.post("/exports/{id}/cancel", this::cancel);
        routes.post("/exports/{id}/retry", this::retry);
        routes.get("/exports/{id}/file", this::file);
    }

    /** Where an address leads to, as the templates want it. */
    private static Map<String, Object> place(Context request) {
        Map<String, Object> place = new HashMap<>();
        PLACE.forEach(name -> place.put(name, Inputs.parameter(request, name)));
        return place;
    }

    private OpenedDatabase opened(Context request) throws SQLException {
        return connections.open(
                Inputs.parameter(request, "connection"),
                Inputs.parameter(request, "instance"),
                Inputs.parameter(request, "database"));
    }

    /** Sends the first tables at once, because a long listing takes seconds. */
    private void tables(Context request) throws SQLException, CommandFailure {
        Map<String, Object> values = place(request);
        List<String> parts = templates.parts("tables", values);
        List<TableInfo> sent = new ArrayList<>();
        List<TableInfo> tables;
        List<TableInfo> views;
        try (OpenedDatabase opened = opened(request)) {
            tables = opened.ask(catalogue -> catalogue.tables(first -> {
                sent.addAll(first);
                Templates.send(request, parts.get(0) + rows(values, 0, first));
            }));
            views = opened.ask(Catalogue::views);
        } catch (SQLException | CommandFailure | RuntimeException e) {
            if (sent.isEmpty()) {
                throw e;
            }
            Map<String, Object> fault = Map.of("fault", FieldNames.FORM.in(Fault.of(e)));
            Templates.send(request, parts.get(1) + templates.text("halted", fault) + parts.get(2));
            return;
        }
        if (tables.isEmpty() && views.isEmpty()) {
            templates.render(request, "notables", values);
            return;
        }
        String begun = sent.isEmpty() ? parts.get(0) : "";
        for (int from = sent.size(); from < tables.size(); from += SENT_AT_ONCE) {
            List<TableInfo> some = tables.subList(from, Math.min(from + SENT_AT_ONCE, tables.size()));
            Templates.send(request, begun + rows(values, from, some));
            begun = "";
        }
        values.put("tables", tables.size());
        values.put("views", views);
        Templates.send(request, begun + parts.get(1) + templates.text("views", values) + parts.get(2));
    }

    private String rows(Map<String, Object> place, int before, List<TableInfo> tables) {
        Map<String, Object> values = new HashMap<>(place);
        values.putAll(Map.of("kind", "table", "before", before, "tables", tables));
        return templates.text("tablerows", values);
    }

    private void preview(Context request) throws SQLException, CommandFailure {
        String table = Inputs.parameter(request, "table");
        Preview preview;
        try (OpenedDatabase opened = opened(request)) {
            preview = opened.preview(table, PREVIEW_ROWS);
        }
        Map<String, Object> values = place(request);
        values.put("table", table);
        values.put("preview", preview);
        templates.render(request, "preview", values);
    }

    /** The columns of the ticked tables, what has been chosen of them kept. */
    private void columns(Context request) throws SQLException, CommandFailure {
        TableForm form = new TableForm(request::formParams);
        List<String> ticked = form.few();
        Map<TableName, List<ColumnInfo>> columns;
        try (OpenedDatabase opened = connections.open(
                Inputs.form(request, "connection"),
                Inputs.needed(request, "instance"),
                Inputs.needed(request, "database"))) {
            columns = opened.columns(ticked);
        }
        templates.render(request, "columns", Map.of("form", form, "columns", columns, "ticked", ticked.size()));
    }

    private void start(Context request) throws SQLException, IOException, CommandFailure {
        ExportRequest wanted = new ExportRequest(
                Inputs.form(request, "connection"),
                Inputs.needed(request, "instance"),
                Inputs.needed(request, "database"),
                new TableForm(request::formParams).selection(),
                Inputs.form(request, "folder"),
                Inputs.number(request, "maxRows"),
                Inputs.number(request, "timeout"),
                Inputs.number(request, "jobs"),
                Inputs.choice(request, "format", FileFormat.class),
                Inputs.choice(request, "compression", Compression.class),
                request.formParam("guardFormulas") != null,
                Inputs.form(request, "nullText"),
                Inputs.choices(request, "loadScript", LoadScript.class));
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
            if (part) {
                // The last answer to the page that watches: the files are on another one.
                request.header("HX-Refresh", "true");
            }
            done(request, id, manifest.get());
            return;
        }
        Progress progress = started.orElseThrow(() -> Exports.unknown(id)).progress(FieldNames.FORM::in);
        templates.render(request, part ? "progress" : "export", Map.of("progress", progress));
    }

    private void done(Context request, String id, Manifest manifest) throws CommandFailure, SQLException {
        Map<String, Object> values = new HashMap<>();
        values.put("id", id);
        values.put("manifest", manifest);
        values.put("scripts", Exports.scripts(exports.path(id)));
        values.put(
                "connection",
                exports.asked(id, manifest).map(ExportRequest::connection).orElse(""));
        values.put("cards", connections.cards());
        values.put(
                "error",
                exports.started(id)
                        .map(run -> run.progress(FieldNames.FORM::in).error())
                        .orElse(""));
        values.put("words", (UnaryOperator<String>) FieldNames.FORM::in);
        values.put("command", exports.command(id, manifest));
        templates.render(request, "done", values);
    }

    private void cancel(Context request) throws CommandFailure {
        String id = request.pathParam("id");
        exports.started(id).orElseThrow(() -> Exports.unknown(id)).cancel(request.formParam("file"));
        redirect(request, id);
    }

    private void retry(Context request) throws SQLException, IOException, CommandFailure {
        redirect(request, exports.retry(request.pathParam("id"), Inputs.form(request, "connection")));
    }

    private void file(Context request) throws IOException, CommandFailure {
        Path file = exports.file(request.pathParam("id"), Inputs.parameter(request, "name"));
        String plain = String.valueOf(file.getFileName()).replaceAll("[^A-Za-z0-9._-]", "_");
        request.header("Content-Disposition", "attachment; filename=\"" + plain + "\"")
                .contentType("application/octet-stream")
                .result(Files.newInputStream(file));
    }

    private static void redirect(Context request, String id) {
        Links.lead(request, "/exports/" + id);
    }
}
