package ai.fourminds.rds.local.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The host names of this run. Each leads to a loopback address that no other run uses, or is an alias. Thread-safe. */
public final class Names {
    private static final int MAX_CHAIN = 8;

    private final byte[] next = {127, 0, 0, 0};
    private final Map<String, InetAddress> addresses = new LinkedHashMap<>();
    private final Map<String, Supplier<String>> targets = new LinkedHashMap<>();
    private final Listeners listeners;
    private final Path hostsFile;

    /** @param hostsFile written at every change; readable by all */
    public Names(Listeners listeners, Path hostsFile) {
        var random = new SecureRandom();
        next[1] = (byte) (1 + random.nextInt(254));
        next[2] = (byte) random.nextInt(255);
        this.listeners = listeners;
        this.hostsFile = hostsFile;
        write();
    }

    /**
     * Listens on a new loopback address, which {@code host} leads to from now on. Empty if the machine lacks the
     * address, which only Linux has by default, or if another program listens on this port of all addresses.
     */
    public synchronized Optional<ServerSocket> listen(String identifier, String host, int port) throws IOException {
        next[3]++;
        InetAddress address = InetAddress.getByAddress(next);
        try {
            ServerSocket listener = listeners.listen(identifier, address, port);
            addresses.put(key(host), address);
            write();
            return Optional.of(listener);
        } catch (BindException e) {
            return Optional.empty();
        }
    }

    /** Makes {@code name} an alias of the current value of {@code target}. */
    public synchronized void alias(String name, Supplier<String> target) {
        targets.put(key(name), target);
        write();
    }

    /** Returns the name that {@code name} is an alias of. */
    public synchronized Optional<String> target(String name) {
        return Optional.ofNullable(targets.get(key(name))).map(Supplier::get);
    }

    /** Returns the address of {@code name}, without following aliases. */
    public synchronized Optional<InetAddress> address(String name) {
        return Optional.ofNullable(addresses.get(key(name)));
    }

    /** Returns a file in the format of {@code /etc/hosts}, for a JVM's {@code -Djdk.net.hosts.file}. */
    public Path hostsFile() {
        return hostsFile;
    }

    public synchronized void write() {
        StringBuilder lines = new StringBuilder("127.0.0.1 localhost\n");
        Stream.concat(addresses.keySet().stream(), targets.keySet().stream())
                .forEach(name -> resolve(name)
                        .ifPresent(address -> lines.append(address.getHostAddress())
                                .append(' ')
                                .append(name)
                                .append('\n')));
        Path whole = hostsFile.resolveSibling(hostsFile.getFileName() + ".new");
        try {
            Files.writeString(whole, lines);
            Files.move(whole, hostsFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the hosts file cannot be written", e);
        }
    }

    private Optional<InetAddress> resolve(String name) {
        Optional<String> at = Optional.of(name);
        for (int i = 0; i < MAX_CHAIN && at.isPresent(); i++) {
            Optional<InetAddress> address = at.flatMap(this::address);
            if (address.isPresent()) {
                return address;
            }
            at = at.flatMap(this::target);
        }
        return Optional.empty();
    }

    private static String key(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
