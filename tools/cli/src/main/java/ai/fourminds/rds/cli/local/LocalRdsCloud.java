package ai.fourminds.rds.cli.local;

import ai.fourminds.rds.local.LocalRds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Consumer;

/** The one class that names {@link LocalRds}; loaded only once that is known to be there. As thread-safe as it is. */
record LocalRdsCloud(LocalRds rds) implements LocalCloud {

    static LocalCloud start(LocalPorts ports, Consumer<String> progress) throws IOException {
        try {
            return new LocalRdsCloud(LocalRds.builder()
                    .awsPort(ports.aws())
                    .databasePort(ports.database())
                    .progress(progress)
                    .start());
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public String endpointUrl() {
        return rds.endpointUrl().toString();
    }

    @Override
    public Map<String, String> settings() {
        return Map.copyOf(rds.settings());
    }

    @Override
    public void close() {
        rds.close();
    }
}
