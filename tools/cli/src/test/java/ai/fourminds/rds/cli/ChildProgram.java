package ai.fourminds.rds.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program as a process of its own, which sees neither this machine's AWS identity nor its configuration. Stateless. */
final class ChildProgram {
    private ChildProgram() {}

    /** Its streams go to the files out and err of the folder, which also holds its temporary folder and its home. */
    static ProcessBuilder of(Path folder, List<String> jvmOptions, String... args) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder.resolve("tmp")));
        command.addAll(jvmOptions);
        command.addAll(ChildClasses.OPTIONS);
        command.add("ai.fourminds.rds.cli.Main");
        command.addAll(List.of(args));
        folder.resolve("tmp").toFile().mkdirs();
        // Where this is root, the servers of demo and local may run as somebody else.
        folder.toFile().setExecutable(true, false);
        ProcessBuilder program = new ProcessBuilder(command)
                .redirectError(folder.resolve("err").toFile())
                .redirectOutput(folder.resolve("out").toFile());
        program.environment().keySet().removeIf(name -> name.matches("(AWS|FOURMINDS)_.*"));
        program.environment()
                .putAll(Map.of(
                        "AWS_EC2_METADATA_DISABLED",
                        "true",
                        "AWS_CONFIG_FILE",
                        folder.resolve("aws-config").toString(),
                        "AWS_SHARED_CREDENTIALS_FILE",
                        folder.resolve("aws-credentials").toString(),
                        "FOURMINDS_RDS_HOME",
                        folder.resolve("home").toString()));
        return program;
    }

    /** The exit code of a process; one that does not end within minutes is killed and fails the test. */
    static int ended(Process process) throws InterruptedException {
        try {
            if (process.waitFor(5, TimeUnit.MINUTES)) {
                return process.exitValue();
            }
            throw new AssertionError(process.info() + " does not end");
        } finally {
            process.destroyForcibly();
        }
    }

    /** With the settings that lead to the local RDS. */
    static ProcessBuilder configure(ProcessBuilder program) {
        return configure(program, LocalProgram.RDS.settings());
    }

    /** With these settings. */
    static ProcessBuilder configure(ProcessBuilder program, Map<String, String> settings) {
        Map<String, String> environment = program.environment();
        environment.put("FOURMINDS_RDS_REGION", settings.get("region"));
        environment.put("FOURMINDS_RDS_ENDPOINT_URL", settings.get("endpointUrl"));
        environment.put("FOURMINDS_RDS_AUTH", settings.get("auth"));
        environment.put("FOURMINDS_RDS_ACCESS_KEY_ID", settings.get("accessKeyId"));
        environment.put("FOURMINDS_RDS_SECRET_ACCESS_KEY", settings.get("secretAccessKey"));
        environment.put("FOURMINDS_RDS_TLS_ROOT_CERT", settings.get("tlsRootCert"));
        // Its JVM has just begun, perhaps on a busy machine.
        environment.put("FOURMINDS_RDS_DISCOVERY_TIMEOUT", "2m");
        environment.put("FOURMINDS_RDS_CONNECT_TIMEOUT", "2m");
        return program;
    }
}
