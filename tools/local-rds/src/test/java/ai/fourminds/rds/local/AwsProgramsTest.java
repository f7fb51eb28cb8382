package ai.fourminds.rds.local;

import static ai.fourminds.rds.local.RunningRds.IAM_USER;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.local.RunningFamily.Family;
import ai.fourminds.rds.local.RunningRds.Shared;
import ai.fourminds.rds.local.server.MissingRequirement;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** AWS's own programs and the databases' clients find nothing amiss, where they are installed. */
@ExtendWith({RunningRds.class, RunningFamily.class})
class AwsProgramsTest {
    private static final String LIST_BY_BOTO3 = """
            import boto3, os
            rds = boto3.client("rds", endpoint_url=os.environ["AWS_ENDPOINT_URL"])
            pages = rds.get_paginator("describe_db_instances").paginate(PaginationConfig={"PageSize": 20})
            print(len([i["DBInstanceIdentifier"] for page in pages for i in page["DBInstances"]]))
            """;

    private static final Map<String, String> PACKAGES = Map.of(
            "aws", "awscli", "python3", "python3-boto3", "psql", "postgresql-client", "mariadb", "mariadb-client");

    private final Shared shared;
    private final Family family;

    @TempDir
    private Path folder;

    AwsProgramsTest(Shared shared, Family family) {
        this.shared = shared;
        this.family = family;
    }

    @TestFactory
    Stream<DynamicTest> programs() {
        return Stream.of(
                with("the AWS CLI lists the fleet", this::awsListsTheFleet, "aws"),
                with("the AWS CLI knows who it is", this::awsKnowsItsCaller, "aws"),
                with("boto3 pages through the fleet", this::boto3PagesThroughTheFleet, "python3"),
                with("psql logs in with the AWS CLI's token", this::psqlLogsIn, "aws", "psql"),
                with("mariadb logs in with the AWS CLI's token", this::mariadbLogsIn, "aws", "mariadb"));
    }

    private static DynamicTest with(String name, Executable test, String... programs) {
        return DynamicTest.dynamicTest(name, () -> {
            for (String program : programs) {
                require(program);
            }
            test.execute();
        });
    }

    private static void require(String program) throws MissingRequirement {
        if (!installed(program)) {
            throw new MissingRequirement("the local RDS is not checked with " + program
                    + ", which this machine lacks: install it, on Debian by 'apt-get install " + PACKAGES.get(program)
                    + "'");
        }
    }

    /** Python counts with boto3 only. */
    private static boolean installed(String program) {
        boolean there = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        return there && (!program.equals("python3") || hasBoto3());
    }

    private static boolean hasBoto3() {
        try {
            return new ProcessBuilder("python3", "-c", "import boto3")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void awsListsTheFleet() throws IOException, InterruptedException {
        String listed = aws(
                shared.rds(),
                "rds",
                "describe-db-instances",
                "--query",
                "DBInstances[].DBInstanceIdentifier",
                "--output",
                "text");
        assertThat(listed.split("\\s+")).containsExactlyElementsOf(shared.rds().instanceIdentifiers());
    }

    private void awsKnowsItsCaller() throws IOException, InterruptedException {
        assertThat(aws(shared.rds(), "sts", "get-caller-identity", "--query", "Arn", "--output", "text"))
                .isEqualTo(shared.rds().principal().arn());
    }

    private void boto3PagesThroughTheFleet() throws IOException, InterruptedException {
        assertThat(run(credentials(shared.rds()), "python3", "-c", LIST_BY_BOTO3))
                .isEqualTo("250");
    }

    private void psqlLogsIn() throws IOException, InterruptedException {
        LocalInstance instance = shared.analytics();
        Map<String, String> environment = new HashMap<>(Map.of(
                "PGHOST", instance.host(),
                "PGPORT", String.valueOf(instance.port()),
                "PGUSER", IAM_USER,
                "PGDATABASE", "sales",
                "PGSSLMODE", "verify-full",
                "PGSSLROOTCERT", shared.rds().rootCertificate().toString(),
                "PGPASSWORD", token(shared.rds(), instance)));
        assertThat(run(environment, "psql", "-XAtc", "select session_user || ' ' || count(*) from public.orders"))
                .isEqualTo(IAM_USER + " 120000");
    }

    private void mariadbLogsIn() throws IOException, InterruptedException {
        LocalInstance instance = family.rds().instance("prod-orders");
        Map<String, String> environment = Map.of("MYSQL_PWD", token(family.rds(), instance));
        String user = run(
                environment,
                "mariadb",
                "--no-defaults",
                "--protocol=TCP",
                "--host=" + instance.host(),
                "--port=" + instance.port(),
                "--user=" + IAM_USER,
                "--ssl-ca=" + family.rds().rootCertificate(),
                "--ssl-verify-server-cert",
                "--batch",
                "--skip-column-names",
                "--execute=select user()",
                "shop");
        assertThat(user).startsWith(IAM_USER + "@");
    }

    private String token(LocalRds rds, LocalInstance instance) throws IOException, InterruptedException {
        return aws(
                rds,
                "rds",
                "generate-db-auth-token",
                "--hostname",
                instance.host(),
                "--port",
                String.valueOf(instance.port()),
                "--username",
                IAM_USER);
    }

    private String aws(LocalRds rds, String service, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of("aws", service), Stream.of(arguments)).toList();
        return run(
                credentials(rds),
                Stream.concat(
                                command.stream(),
                                Stream.of("--endpoint-url", rds.endpointUrl().toString()))
                        .toArray(String[]::new));
    }

    /** What whoever runs the tests has configured for AWS does not count. */
    private Map<String, String> credentials(LocalRds rds) {
        return Map.of(
                "AWS_ACCESS_KEY_ID", rds.principal().accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", rds.principal().secretAccessKey(),
                "AWS_DEFAULT_REGION", rds.region(),
                "AWS_ENDPOINT_URL", rds.endpointUrl().toString(),
                "AWS_CONFIG_FILE", folder.resolve("config").toString(),
                "AWS_SHARED_CREDENTIALS_FILE", folder.resolve("credentials").toString(),
                "AWS_EC2_METADATA_DISABLED", "true");
    }

    private String run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Path errors = folder.resolve("errors");
        ProcessBuilder program = new ProcessBuilder(command).redirectError(errors.toFile());
        program.environment().putAll(environment);
        program.environment().remove("AWS_PROFILE");
        program.environment().remove("AWS_SESSION_TOKEN");
        Process running = program.start();
        running.getOutputStream().close();
        String out = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor(5, TimeUnit.MINUTES)).as(() -> read(errors)).isTrue();
        assertThat(running.exitValue()).as(() -> read(errors)).isZero();
        return out.strip();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
