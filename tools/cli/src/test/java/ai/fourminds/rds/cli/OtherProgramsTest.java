package ai.fourminds.rds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.LocalProgram.Ended;
import ai.fourminds.rds.local.DatabaseEngine;
import ai.fourminds.rds.local.LocalEndpoint;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.local.principals.Principal;
import ai.fourminds.rds.local.principals.Role;
import ai.fourminds.rds.local.server.MissingRequirement;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages about tunnels, EKS and Lambda have other programs do, as far as these are installed, and what comes of it. */
class OtherProgramsTest {
    private static final String ID = "prod-cluster";
    private static final String SUBJECT = "system:serviceaccount:default:reports";
    private static final String CONNECT = "arn:aws:rds-db:us-east-1:*:dbuser:*/fourminds_iam_user";

    @TempDir
    private static Path folder;

    private static LocalRds rds;

    @BeforeAll
    static void start() {
        rds = LocalRds.builder()
                .engines(List.of())
                .clusters(List.of(DatabaseEngine.POSTGRESQL))
                .start();
    }

    @AfterAll
    static void stop() {
        rds.close();
    }

    /** The command of a page that begins like this, in one line. */
    private static String command(String page, String beginning) throws IOException {
        return Files.readString(DocumentationTest.ROOT.resolve("docs").resolve(page))
                .replace("\\\n", " ")
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    private static String require(String program, String debianPackage) throws MissingRequirement {
        return Stream.of((System.getenv("PATH") + File.pathSeparator + "/usr/sbin").split(File.pathSeparator))
                .map(place -> Path.of(place, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(() -> new MissingRequirement("the commands of the pages are not run with " + program
                        + ", which this machine lacks: install it, on Debian by 'apt-get install " + debianPackage
                        + "'"));
    }

    private static Ended sh(String command) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", command)
                .redirectOutput(folder.resolve("sh.out").toFile())
                .redirectError(folder.resolve("sh.err").toFile());
        shell.environment().putAll(Map.of("AWS_REGION", "us-east-1", "AWS_DEFAULT_REGION", "us-east-1"));
        Process process = shell.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(command).isTrue();
        return new Ended(
                process.exitValue(),
                Files.readString(folder.resolve("sh.out")),
                Files.readString(folder.resolve("sh.err")));
    }

    /** An SSH server of this user's own; the host that the tunnel ends at is the bastion's to resolve, here by another name. */
    @Test
    void theTunnelBySshLeadsToTheCluster() throws Exception {
        String page = command("clusters.md", "ssh ");
        assertThat(page).contains(":" + rds.cluster(ID).writer().host() + ":5432 ");
        Process server = sshServer();
        try {
            Ended doctor = throughSsh(page, server, rds.cluster(ID).writer(), "fourminds-rds doctor ");
            assertThat(doctor.exit()).as(doctor.out() + doctor.err()).isZero();
            assertThat(doctor.out()).contains("on the writer", "localhost");
            // One that ends elsewhere is found out.
            Ended reader = throughSsh(page, server, rds.cluster(ID).reader(), "fourminds-rds doctor ");
            assertThat(reader.out()).contains("on a reader");
        } finally {
            server.destroy();
        }
    }

    private static Ended throughSsh(String page, Process server, LocalEndpoint end, String next) throws Exception {
        int port = freePort();
        String user = System.getProperty("user.name");
        String command = page.replaceFirst("-L 15432:\\S+ ", "-L " + port + ":localhost:" + end.listenPort() + " ")
                .replaceFirst("ec2-user@bastion\\.example\\.com", user + "@127.0.0.1")
                .replaceFirst(
                        "^ssh ",
                        "exec ssh -F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=" + folder.resolve("known")
                                + " -i " + folder.resolve("user") + " -p "
                                + Files.readString(folder.resolve("sshd.port")) + " ");
        Process tunnel = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("ssh.log").toFile())
                .start();
        try {
            awaitListener(port, tunnel, folder.resolve("ssh.log"));
            String typed = command("clusters.md", next + ID + " sales --connect-port 15432")
                    .replace("15432", String.valueOf(port))
                    .substring("fourminds-rds ".length());
            return LocalProgram.runBare(LocalProgram.words(options(), typed.split(" ")));
        } finally {
            tunnel.destroy();
            tunnel.waitFor();
        }
    }

    private static List<String> options() throws IOException {
        List<String> options = LocalProgram.options(rds.settings(), folder);
        options.addAll(List.of("--discovery-timeout", "2m", "--connect-timeout", "2m"));
        return options;
    }

    private static Process sshServer() throws Exception {
        String program = require("sshd", "openssh-server");
        require("ssh", "openssh-client");
        if (System.getProperty("user.name").equals("root") && !Files.isDirectory(Path.of("/run/sshd"))) {
            throw new MissingRequirement("no tunnel is opened, for sshd needs a folder as root: mkdir /run/sshd");
        }
        for (String key : List.of("host", "user")) {
            Ended made = sh("ssh-keygen -q -t ed25519 -N '' -f " + folder.resolve(key));
            assertThat(made.exit()).as(made.err()).isZero();
        }
        int port = freePort();
        Files.writeString(folder.resolve("sshd.port"), String.valueOf(port));
        Path config = Files.writeString(
                folder.resolve("sshd.config"), """
                Port %d
                ListenAddress 127.0.0.1
                HostKey %s
                AuthorizedKeysFile %s
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                PermitRootLogin prohibit-password
                PidFile none
                """.formatted(port, folder.resolve("host"), folder.resolve("user.pub")));
        Process server = new ProcessBuilder(program, "-D", "-e", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .start();
        awaitListener(port, server, folder.resolve("sshd.log"));
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitListener(int port, Process process, Path log) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (System.nanoTime() < end) {
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (IOException notYet) {
                process.waitFor(100, TimeUnit.MILLISECONDS);
            }
        }
        throw new AssertionError("nothing listens: " + Files.readString(log));
    }

    /** Session Manager and EKS are no part of the local RDS: the AWS CLI checks the parameters and calls nobody. */
    @Test
    void theCommandsOfTheAwsCliAreWellFormed() throws Exception {
        require("aws", "awscli");
        for (String command : List.of(command("clusters.md", "aws ssm "), command("eks-lambda.md", "aws eks "))) {
            Ended checked = sh(command + " --generate-cli-skeleton output");
            assertThat(checked.exit()).as(command + checked.err()).isZero();
            String misspelt = command.replaceFirst("--(\\w)", "--x$1");
            assertThat(sh(misspelt + " --generate-cli-skeleton output").exit()).isNotZero();
        }
        assertThat(command("clusters.md", "aws ssm "))
                .contains("host=" + rds.cluster(ID).writer().host() + ",portNumber=5432,localPortNumber=15432'");
    }

    @Test
    void theCommandOfKubectlAnnotates() throws Exception {
        require("kubectl", "kubernetes-client");
        Path account = Files.writeString(
                folder.resolve("account.yaml"), "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: reports\n");
        String command = command("eks-lambda.md", "kubectl annotate serviceaccount reports ");
        Ended annotated = sh(command.replace("serviceaccount reports", "--local -f " + account) + " -o yaml");
        assertThat(annotated.exit()).as(annotated.err()).isZero();
        assertThat(annotated.out()).contains("eks.amazonaws.com/role-arn: arn:aws:iam::123456789012:role/reports");
    }

    private Ended inPod(Map<String, String> environment, String... more) throws Exception {
        String[] command = Stream.concat(
                        Stream.of("doctor", ID, "sales", "--discovery-timeout", "2m", "--connect-timeout", "2m"),
                        Stream.concat(
                                Stream.of(
                                        "--connect-port",
                                        String.valueOf(rds.cluster(ID).writer().listenPort())),
                                Stream.of(more)))
                .toArray(String[]::new);
        ProcessBuilder program = ChildProgram.of(folder, List.of(), command);
        program.environment().put("AWS_REGION", "us-east-1");
        program.environment().put("FOURMINDS_RDS_ENDPOINT_URL", rds.settings().get("endpointUrl"));
        program.environment().put("FOURMINDS_RDS_TLS_ROOT_CERT", rds.settings().get("tlsRootCert"));
        program.environment().putAll(environment);
        int exit = ChildProgram.ended(program.start());
        return new Ended(exit, Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }

    private static void assertConnected(Ended ended, String role) {
        assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).contains(":assumed-role/" + role + "/", "Everything a connect needs is in order.");
    }

    /** What the kubelet gives a pod of an annotated service account (IRSA), and no setting but the region. */
    @Test
    void aPodWithAnAnnotatedServiceAccountNeedsNoSetting() throws Exception {
        Role reports =
                rds.addRole(Role.named("reports").trustingWebIdentity(SUBJECT).withConnect(CONNECT));
        Path token = Files.writeString(folder.resolve("token"), rds.webIdentityToken(SUBJECT, Duration.ofHours(1)));
        Ended ended = inPod(Map.of(
                "AWS_ROLE_ARN",
                reports.arn(),
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                token.toString(),
                "AWS_ENDPOINT_URL_STS",
                rds.settings().get("endpointUrl")));
        assertConnected(ended, "reports");
    }

    /** What the agent of EKS Pod Identity gives, and that of ECS. */
    @Test
    void aPodWithAPodIdentityNeedsNoSetting() throws Exception {
        Map<String, String> keys = rds.settings(rds.addPrincipal(
                Principal.session("pod-identity", "reports", Instant.now().plus(Duration.ofHours(1)))
                        .withConnect(CONNECT)));
        Path token = Files.writeString(folder.resolve("pod-token"), "authorized");
        HttpServer agent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        agent.createContext("/v1/credentials", exchange -> {
            boolean known = "authorized".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] answer = """
                    {"AccessKeyId": "%s", "SecretAccessKey": "%s", "Token": "%s", "Expiration": "%s"}
                    """.formatted(
                            keys.get("accessKeyId"),
                            keys.get("secretAccessKey"),
                            keys.get("sessionToken"),
                            Instant.now().plus(Duration.ofHours(1)))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 403, known ? answer.length : -1);
            if (known) {
                exchange.getResponseBody().write(answer);
            }
            exchange.close();
        });
        agent.start();
        try {
            Ended ended = inPod(Map.of(
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                    "http://127.0.0.1:" + agent.getAddress().getPort() + "/v1/credentials",
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                    token.toString()));
            assertConnected(ended, "pod-identity");
        } finally {
            agent.stop(0);
        }
    }

    /** A function has keys in its environment, and may do without the look-up. */
    @Test
    void aFunctionNeedsNoSettingAndMayDoWithoutTheLookUp() throws Exception {
        Map<String, String> keys = rds.settings(rds.addPrincipal(
                Principal.session("function", "reports", Instant.now().plus(Duration.ofHours(1)))
                        .withConnect(CONNECT)));
        Map<String, String> environment = Map.of(
                "AWS_ACCESS_KEY_ID", keys.get("accessKeyId"),
                "AWS_SECRET_ACCESS_KEY", keys.get("secretAccessKey"),
                "AWS_SESSION_TOKEN", keys.get("sessionToken"));
        assertConnected(inPod(environment), "function");
        int before = rds.calls("DescribeDBInstances") + rds.calls("DescribeDBClusters");
        Ended told = inPod(
                environment,
                "--instance-host",
                rds.cluster(ID).writer().host(),
                "--instance-engine",
                "aurora-postgresql");
        assertConnected(told, "function");
        assertThat(rds.calls("DescribeDBInstances") + rds.calls("DescribeDBClusters"))
                .isEqualTo(before);
    }
}
