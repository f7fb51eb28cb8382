package ai.fourminds.rds.web;

import ai.fourminds.rds.cli.catalogue.OpenedDatabase;
import ai.fourminds.rds.cli.catalogue.TableSelection;
import ai.fourminds.rds.cli.export.ExportLimits;
import ai.fourminds.rds.cli.export.folder.ExistingFiles;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.Format;
import ai.fourminds.rds.cli.view.Listings;
import ai.fourminds.rds.cli.view.PreviewPage;
import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.plugin.catalogue.ColumnInfo;
import ai.fourminds.rds.plugin.catalogue.Preview;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.web.connection.Connections;
import ai.fourminds.rds.web.export.ExportRequest;
import ai.fourminds.rds.web.export.Exports;
import ai.fourminds.rds.web.export.Progress;
import ai.fourminds.rds.web.export.RunningExport;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The HTTP API of the wizard, with the command line's JSON. Described by {@code openapi.yaml}. Thread-safe. */
record Api(Connections connections, Exports exports) {
    private static final ObjectMapper JSON = strict();
    private static final String DEFAULTS =
            """
            {"connection": "", "folder": "", "maxRows": %d, "timeoutSeconds": %d, "jobs": %d,
             "format": "csv", "compression": "none", "guardFormulas": false, "nullText": "", "loadScripts": []}""".formatted(ExportLimits.DEFAULT_ROWS, ExportLimits.DEFAULT_SECONDS, ExportLimits.DEFAULT_JOBS);
    private static final String ALL_TABLES = """
            {"tables": [], "all": false, "views": false, "include": [], "exclude": [],
             "columns": [], "excludeColumns": [], "where": [], "sample": []}""";
    private static final long EVENT_MILLIS = 1000;

    void route(RoutesConfig routes) {
        routes.get("/api/openapi.yaml", Api::description);
        routes.get("/api/instances", this::instances);
        routes.get("/api/instances/{id}/databases", this::databases);
        routes.get("/api/instances/{id}/databases/{database}/tables", this::tables);
        routes.get("/api/instances/{id}/databases/{database}/tables/{table}/columns", this::columns);
        routes.get("/api/instances/{id}/databases/{database}/tables/{table}/preview", this::preview);
        routes.post("/api/exports", this::start);
        routes.get("/api/exports", this::history);
        routes.get("/api/exports/{id}", this::export);
        routes.delete("/api/exports/{id}", this::cancel);
        routes.get("/api/exports/{id}/files/{name}", this::file);
    }

    /** Writes the command line's JSON to a console. */
    @FunctionalInterface
    private interface Written {
        void to(Console console) throws IOException;
    }

    private static void description(Context request) throws IOException {
        try (InputStream in = Api.class.getResourceAsStream("openapi.yaml")) {
            request.contentType("application/yaml; charset=utf-8").result(in == null ? new byte[0] : in.readAllBytes());
        }
    }

    private static void write(Context request, Written written) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        written.to(new Console(
                InputStream.nullInputStream(), out, OutputStream.nullOutputStream(), Console.Capabilities.PLAIN));
        request.contentType("application/json").result(out.toByteArray());
    }

    private static void json(Context request, Object value) throws IOException {
        request.contentType("application/json").result(JSON.writeValueAsBytes(value));
    }

    private void instances(Context request) throws SQLException, IOException {
        var instances = connections.rows(connection(request));
        write(request, console -> Listings.INSTANCES.print(instances, Format.JSON, console));
    }

    private void databases(Context request) throws SQLException, IOException, CommandFailure {
        var databases = connections.ask(connection(request), request.pathParam("id"), null, Catalogue::databases);
        write(request, console -> Listings.DATABASES.print(databases, Format.JSON, console));
    }

    private OpenedDatabase opened(Context request) throws SQLException {
        return connections.open(connection(request), request.pathParam("id"), request.pathParam("database"));
    }

    private void tables(Context request) throws SQLException, IOException, CommandFailure {
        List<TableInfo> tables;
        try (OpenedDatabase opened = opened(request)) {
            tables = new ArrayList<>(opened.ask(Catalogue::tables));
            if (Boolean.parseBoolean(request.queryParam("views"))) {
                tables.addAll(opened.ask(Catalogue::views));
            }
        }
        write(request, console -> Listings.TABLES.print(tables, Format.JSON, console));
    }

    private void columns(Context request) throws SQLException, IOException, CommandFailure {
        List<ColumnInfo> columns;
        try (OpenedDatabase opened = opened(request)) {
            columns = opened.columns(request.pathParam("table"));
        }
        write(request, console -> Listings.COLUMNS.print(columns, Format.JSON, console));
    }

    private void preview(Context request) throws SQLException, IOException, CommandFailure {
        int rows = rows(request);
        Preview preview;
        try (OpenedDatabase opened = opened(request)) {
            preview = opened.preview(request.pathParam("table"), rows);
        }
        write(request, console -> PreviewPage.print(preview, Format.JSON, console));
    }

    private static int rows(Context request) throws CommandFailure {
        String rows = request.queryParam("rows");
        if (rows == null) {
            return 20;
        }
        if (!rows.matches("[0-9]{1,4}")) {
            throw malformed("\"rows\" is not a number from 0 to 9999.");
        }
        return Integer.parseInt(rows);
    }

    private void start(Context request) throws SQLException, IOException, CommandFailure {
        String id = exports.start(request(request.body()), ExistingFiles.REFUSE);
        request.status(HttpStatus.CREATED).header("Location", "/api/exports/" + id);
        json(request, progress(exports.started(id).orElseThrow()));
    }

    private static ExportRequest request(String body) throws CommandFailure {
        try {
            ObjectNode all = (ObjectNode) JSON.readTree(DEFAULTS);
            ObjectNode selection = (ObjectNode) JSON.readTree(ALL_TABLES);
            if (JSON.readTree(body) instanceof ObjectNode given) {
                if (given.has("selection")) {
                    throw malformed("there is no \"selection\".");
                }
                all.setAll(given);
                selection.fieldNames().forEachRemaining(name -> {
                    if (given.has(name)) {
                        selection.set(name, all.remove(name));
                    }
                });
            }
            all.set("selection", selection);
            if (!all.path("instance").isTextual() || !all.path("database").isTextual()) {
                throw malformed("\"instance\" and \"database\" are missing.");
            }
            return JSON.treeToValue(all, ExportRequest.class);
        } catch (JsonMappingException e) {
            throw malformed(why(e));
        } catch (JacksonException e) {
            throw malformed(e.getOriginalMessage());
        }
    }

    /** Returns a mapper that converts nothing, neither text to numbers nor null to a default. */
    private static ObjectMapper strict() {
        ObjectMapper json = new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .setDefaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL));
        json.coercionConfigDefaults()
                .setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        return json;
    }

    private static String why(JsonMappingException e) {
        String field = e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .reduce("", (outer, inner) -> inner);
        if (field.isEmpty()) {
            return e.getOriginalMessage();
        }
        return e instanceof UnrecognizedPropertyException
                ? "there is no \"" + field + "\"."
                : "\"" + field + "\" must be " + values(e, field) + ".";
    }

    private static String values(JsonMappingException e, String field) {
        boolean listed = Stream.of(ExportRequest.class, TableSelection.class)
                .flatMap(part -> Stream.of(part.getRecordComponents()))
                .anyMatch(member -> member.getName().equals(field) && member.getType() == List.class);
        Class<?> type = Object.class;
        if (e instanceof MismatchedInputException mismatch) {
            type = mismatch.getTargetType();
        } else if (e.getCause() instanceof InputCoercionException number) {
            type = number.getTargetType();
        }
        if (type.isEnum()) {
            return (listed ? "a list of " : "one of ")
                    + Stream.of(type.getEnumConstants())
                            .map(value -> "\"" + String.valueOf(value).toLowerCase(Locale.ROOT) + "\"")
                            .collect(Collectors.joining(", "));
        }
        if (type == long.class) {
            return "a whole number";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        return listed ? "a list of strings" : "a string";
    }

    private static CommandFailure malformed(String why) {
        return CommandFailure.usage(
                "request-malformed", "The request is not what the API takes: " + why, "See /api/openapi.yaml.");
    }

    private static Progress progress(RunningExport export) {
        return export.progress(FieldNames.API::in);
    }

    private void history(Context request) throws IOException, CommandFailure {
        json(request, exports.history());
    }

    private void export(Context request) throws IOException, CommandFailure {
        String id = request.pathParam("id");
        var started = exports.started(id);
        if (started.isEmpty()) {
            json(request, exports.manifest(id).orElseThrow(() -> Exports.unknown(id)));
        } else if (String.valueOf(request.header("Accept")).contains("text/event-stream")) {
            events(request, started.get());
        } else {
            json(request, progress(started.get()));
        }
    }

    /** Sends one event per second; the last one has the final state. */
    private static void events(Context request, RunningExport export) throws IOException {
        request.contentType("text/event-stream");
        OutputStream out = request.res().getOutputStream();
        Progress progress;
        do {
            export.await(EVENT_MILLIS);
            progress = progress(export);
            out.write(("event: progress\ndata: " + JSON.writeValueAsString(progress) + "\n\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
        } while (progress.state().equals("running") && !Thread.currentThread().isInterrupted());
    }

    private void cancel(Context request) throws CommandFailure, IOException {
        String id = request.pathParam("id");
        RunningExport export = exports.started(id).orElseThrow(() -> Exports.unknown(id));
        export.cancel(request.queryParam("file"));
        json(request, progress(export));
    }

    private void file(Context request) throws IOException, CommandFailure {
        request.contentType("application/octet-stream")
                .result(Files.newInputStream(exports.file(request.pathParam("id"), request.pathParam("name"))));
    }

    private static String connection(Context request) {
        String name = request.queryParam("connection");
        return name == null ? "" : name;
    }
}
