package io.github.softmax4j.export.sql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A PostgreSQL of its own, where it is installed and may run; elsewhere the test is skipped, with the reason. */
final class PostgresServer {
    private final Path folder;
    private final Path programs;
    private final int port;

    private PostgresServer(Path folder, Path programs, int port) {
        this.folder = folder;
        this.programs = programs;
        this.port = port;
    }

    static PostgresServer start(Path folder) throws IOException, InterruptedException {
        Optional<Path> found = findPrograms();
        Assumptions.assumeTrue(found.isPresent(), "PostgreSQL is not installed");
        var server = new PostgresServer(folder, found.get(), freePort());
        Assumptions.assumeTrue(
                server.run("initdb", "-D", server.data(), "-U", "tester", "-A", "trust", "-N", "-E", "UTF8") == 0,
                "PostgreSQL cannot make a database for this user");
        String options = "-p " + server.port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder;
        Assumptions.assumeTrue(
                server.run("pg_ctl", "-D", server.data(), "-w", "-l", folder + "/log", "-o", options, "start") == 0,
                "PostgreSQL does not start for this user");
        return server;
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static Optional<Path> findPrograms() throws IOException {
        Path debian = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(debian)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(debian)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .findFirst();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** PostgreSQL refuses to run as root: there it runs as the user that its package makes. */
    private int run(String program, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .directory(folder.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=tester");
    }

    void stop() throws IOException, InterruptedException {
        run("pg_ctl", "-D", data(), "-m", "immediate", "stop");
    }
}
