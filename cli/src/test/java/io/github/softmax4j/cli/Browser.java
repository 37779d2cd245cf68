package io.github.softmax4j.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A headless Chromium with one tab, by its DevTools protocol: what it loads, and what it complains of, is kept. */
final class Browser implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final long PATIENCE_IN_SECONDS = 90;
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final WebSocket tab;
    private int lastId;

    /** The program, if this machine has one. */
    static Optional<Path> program() {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":", -1))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    Browser(Path program, Path folder) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox", // root has none, nor have most containers
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("chromium.log").toFile());
        builder.environment().put("TMPDIR", folder.toString()); // so that all it leaves behind is here
        process = builder.start();
        tab = connect(port(folder.resolve("profile").resolve("DevToolsActivePort")));
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            send(domain + ".enable", Map.of());
        }
    }

    private String port(Path file) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_IN_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() == 2) { // and the path, which is written last
                return lines.get(0);
            }
            Thread.sleep(50);
        }
        throw new IOException("the browser must open a port, but " + (process.isAlive() ? "does not" : "has ended"));
    }

    private WebSocket connect(String port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        String address = JSON.readTree(answer).path("webSocketDebuggerUrl").asString();
        return http.newWebSocketBuilder()
                .buildAsync(URI.create(address), new Receiver())
                .join();
    }

    /** Messages come in pieces. */
    private final class Receiver implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence piece, boolean isLast) {
            message.append(piece);
            if (isLast) {
                received.add(JSON.readTree(message.toString()));
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }

    /** The result of a command. */
    JsonNode send(String method, Map<String, Object> parameters) throws InterruptedException {
        lastId++;
        int id = lastId;
        tab.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
                .join();
        JsonNode answer = await(message -> message.path("id").asInt(0) == id);
        if (answer.has("error")) {
            throw new IllegalStateException(method + ": " + answer.path("error"));
        }
        return answer.path("result");
    }

    private JsonNode await(Predicate<JsonNode> isMeant) throws InterruptedException {
        while (true) {
            JsonNode message = received.poll(PATIENCE_IN_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new IllegalStateException("the browser is silent");
            }
            keep(message);
            if (isMeant.test(message)) {
                return message;
            }
        }
    }

    private void keep(JsonNode message) {
        switch (message.path("method").asString("")) {
            case "Network.requestWillBeSent" ->
                requests.add(message.at("/params/request/url").asString());
            case "Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled" ->
                complaints.add(message.path("params").toString());
            default -> {
                // what else happens in a browser
            }
        }
    }

    /** Opens a page in a window of this width; only its own requests and complaints are kept. */
    void open(Path file, int width, String scheme) throws InterruptedException {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        send(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        requests.clear();
        complaints.clear();
        send("Page.navigate", Map.of("url", file.toUri().toString()));
        await(message -> message.path("method").asString("").equals("Page.loadEventFired"));
        evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(() => done(0), 100)))");
    }

    /** The value of an expression in JavaScript, of which the page itself has none. */
    JsonNode evaluate(String expression) throws InterruptedException {
        JsonNode result =
                send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(result.toString());
        }
        return result.at("/result/value");
    }

    /** What was asked of files or the network, pictures within the page aside. */
    List<String> requests() {
        return requests.stream().filter(url -> !url.startsWith("data:")).toList();
    }

    /** What the console has. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        tab.abort();
        all.forEach(ProcessHandle::destroy);
        process.onExit()
                .completeOnTimeout(process, PATIENCE_IN_SECONDS, TimeUnit.SECONDS)
                .join();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().join());
    }
}
