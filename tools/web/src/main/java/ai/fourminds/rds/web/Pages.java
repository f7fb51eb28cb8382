package ai.fourminds.rds.web;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.SavedConnections;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.fleet.ExaminationStep;
import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.web.connection.ConnectForm;
import ai.fourminds.rds.web.connection.Connections;
import ai.fourminds.rds.web.export.Exports;
import ai.fourminds.rds.web.export.PastExport;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages from the connections to a database. Thread-safe. */
record Pages(Templates templates, Connections connections, Exports exports) {
    private static final String DISCONNECTED =
            "Disconnected. Your AWS resources (IAM roles, OIDC providers, Cognito pools,"
                    + " policies, and IAM DB users) are untouched — delete them in the AWS Console if they’re no longer needed.";

    void route(RoutesConfig routes) {
        routes.get("/", this::home);
        routes.post("/local", this::local);
        routes.get("/configure", this::configure);
        routes.post("/configure/test", this::test);
        routes.post("/configure/save", this::save);
        routes.post("/configure/disconnect", this::disconnect);
        routes.get("/instances", this::instances);
        routes.get("/connect", this::connect);
        routes.get("/databases", this::databases);
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
                        "local",
                        connections.offersLocal(),
                        "running",
                        exports.history().stream().filter(PastExport::running).toList()));
    }

    private void local(Context request) throws CommandFailure, IOException {
        Links.lead(request, Links.to("/instances", "connection", connections.startLocal()));
    }

    private void configure(Context request) throws SQLException, IOException {
        String name = Inputs.parameter(request, "connection");
        Map<String, String> known =
                name.isEmpty() ? connections.own() : SavedConnections.ofUser().show(name);
        String method = Inputs.parameter(request, "method");
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

    private void test(Context request) throws SQLException, CommandFailure {
        RdsFleet fleet = RdsFleet.of(settings(request));
        var caller = fleet.caller();
        templates.render(
                request,
                "tested",
                Map.of("caller", caller, "instances", fleet.instances().size()));
    }

    private void save(Context request) throws SQLException, CommandFailure {
        SavedConnections.ofUser().save(Inputs.form(request, "name"), settings(request));
        request.redirect("/", HttpStatus.SEE_OTHER);
    }

    private void disconnect(Context request) throws SQLException, IOException, CommandFailure {
        SavedConnections.ofUser().remove(Inputs.form(request, "name"));
        home(request, DISCONNECTED);
    }

    private static Map<String, String> settings(Context request) throws SQLException, CommandFailure {
        return ConnectForm.settings(
                Inputs.needed(request, "method"),
                request::formParam,
                SavedConnections.ofUser().masked(Inputs.form(request, "saved")));
    }

    private void instances(Context request) throws SQLException {
        String connection = Inputs.parameter(request, "connection");
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

    /** Sends each step when it is done, so that the user sees which one is slow. */
    private void connect(Context request) throws SQLException, IOException {
        String connection = Inputs.parameter(request, "connection");
        String instance = Inputs.parameter(request, "instance");
        RdsFleet fleet = connections.fleet(connection);
        List<String> parts = templates.parts("connect", Map.of("connection", connection, "instance", instance));
        Templates.send(request, parts.get(0));
        List<ExaminationStep> examined = fleet.examine(
                instance, null, step -> Templates.send(request, templates.text("step", Map.of("step", step))));
        Optional<ExaminationStep> failed = examined.stream()
                .filter(step -> step.status() == ExaminationStep.Status.FAILED)
                .findFirst();
        Map<String, Object> end = Map.of("connection", connection, "instance", instance, "failed", failed);
        Templates.send(request, parts.get(1) + templates.text("connected", end) + parts.get(2));
    }

    private void databases(Context request) throws SQLException, CommandFailure {
        String connection = Inputs.parameter(request, "connection");
        String instance = Inputs.parameter(request, "instance");
        List<String> databases = connections.ask(connection, instance, null, Catalogue::databases);
        RdsFleet fleet = connections.fleet(connection);
        Map<String, String> urls = new LinkedHashMap<>();
        for (String database : databases) {
            urls.put(database, fleet.database(instance, database).url());
        }
        templates.render(request, "databases", Map.of("connection", connection, "instance", instance, "urls", urls));
    }
}
