// The node contract in Java, with nothing but the JDK: one useful tool. See docs/node-contract.md.

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public final class Server {
    static final String VERSION = System.getenv().getOrDefault("ICEOS_VERSION", "1.0.0");
    static final String SPEC = """
        {"openapi": "3.1.0", "x-iceos-contract": 1, "info": {"title": "Numbers in Java", "version": "%s"},
         "paths": {"/tools/numbers.summary": {"post": {
          "operationId": "numbers.summary", "summary": "Summary of numbers",
          "description": "Exact sum, mean, median and standard deviation of a list of numbers.",
          "x-iceos-icon": "sigma", "x-iceos-version": "%s", "x-iceos-deterministic": true,
          "requestBody": {"required": true, "content": {"application/json": {"schema": {
           "type": "object", "required": ["numbers"], "properties": {
            "numbers": {"type": "array", "items": {"type": "number"}, "minItems": 1, "description": "At least one."}}}}}},
          "responses": {"200": {"description": "The outputs.", "content": {"application/json": {"schema": {
           "type": "object", "properties": {
            "count": {"type": "integer"}, "sum": {"type": "number"}, "mean": {"type": "number"},
            "median": {"type": "number"}, "deviation": {"type": "number", "description": "Of the sample."}}}}}}}}}}}
        """.formatted(VERSION, VERSION);
    static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    /** Calls by their key: the last event of each, so that the same key is computed once. */
    static final Map<String, String> CALLS = new LinkedHashMap<>(16, 0.75f, false) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > 256;
        }
    };

    public static void main(String[] arguments) throws IOException {
        if ("stdin".equals(System.getenv("ICEOS_LEASE"))) {
            Thread lease = new Thread(() -> {
                try (InputStream in = System.in) {
                    in.transferTo(OutputStream.nullOutputStream());
                } catch (IOException ended) {
                    // whoever started us is gone, either way
                }
                Runtime.getRuntime().halt(0);
            });
            lease.setDaemon(true);
            lease.start();
        }
        HttpServer server = HttpServer.create(new InetSocketAddress("0.0.0.0".equals(host()) ? "0.0.0.0" : host(), port()), 128);
        server.createContext("/", Server::serve);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        String uds = System.getenv("ICEOS_UDS");
        if (uds != null) {
            relay(Path.of(uds), server.getAddress().getPort());
        }
    }

    /** With a socket to serve, the JDK's server listens on a free port of the loopback only. */
    static String host() {
        return System.getenv("ICEOS_UDS") != null ? "127.0.0.1" : "0.0.0.0";
    }

    static int port() {
        return System.getenv("ICEOS_UDS") != null ? 0 : Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    }

    /** The JDK's server knows no unix sockets: bytes are passed on between the socket and its port. */
    static void relay(Path uds, int port) throws IOException {
        Path arriving = Path.of(uds + ".new");
        Files.deleteIfExists(arriving);
        ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listening.bind(UnixDomainSocketAddress.of(arriving));
        Files.setPosixFilePermissions(arriving, PosixFilePermissions.fromString("rw-rw-rw-"));
        Files.move(arriving, uds, StandardCopyOption.ATOMIC_MOVE); // there only once it answers
        while (true) {
            SocketChannel caller = listening.accept();
            SocketChannel inner = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            inner.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
            start(() -> pass(caller, inner));
            start(() -> pass(inner, caller));
        }
    }

    static void start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    static void pass(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        try (from; to) {
            while (from.read(buffer.clear()) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
            }
        } catch (IOException ended) {
            // one side has hung up
        }
    }

    static void serve(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod(), path = exchange.getRequestURI().getPath();
        if (method.equals("GET") && path.equals("/healthz")) {
            answer(exchange, 200, "{\"status\": \"ready\"}");
        } else if (method.equals("GET") && path.equals("/openapi.json")) {
            answer(exchange, 200, SPEC);
        } else if (method.equals("DELETE") && path.startsWith("/runs/")) {
            boolean known;
            synchronized (CALLS) {
                known = CALLS.containsKey(path.substring("/runs/".length()));
            }
            answer(exchange, known ? 204 : 404, known ? "" : "{\"reason\": \"there is no such call\"}");
        } else if (method.equals("POST") && path.equals("/tools/numbers.summary")) {
            call(exchange);
        } else {
            answer(exchange, 404, "{\"reason\": \"there is nothing here\"}");
        }
    }

    static void call(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        String event;
        synchronized (CALLS) {
            event = key == null ? null : CALLS.get(key);
            if (event == null) {
                event = computed(body);
                if (key != null) {
                    CALLS.put(key, event);
                }
            }
        }
        boolean good = event.startsWith("{\"outputs\"");
        String accept = exchange.getRequestHeaders().getFirst("Accept");
        if (accept != null && accept.contains("text/event-stream")) {
            String stream = "id: 1\nevent: " + (good ? "done" : "failed") + "\ndata: " + event + "\n\n";
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            send(exchange, 200, stream);
        } else if (good) {
            answer(exchange, 200, event.substring("{\"outputs\": ".length(), event.length() - 1));
        } else {
            answer(exchange, 422, event);
        }
    }

    /** The last event: the outputs, or what is wrong. */
    static String computed(String body) {
        Matcher list = Pattern.compile("\"numbers\"\\s*:\\s*\\[([^\\]]*)]").matcher(body);
        if (!list.find()) {
            return "{\"reason\": \"a list of numbers is needed\", \"remedy\": \"\", \"port\": \"numbers\"}";
        }
        List<Double> numbers = new ArrayList<>();
        for (String part : list.group(1).split(",")) {
            if (!part.isBlank()) {
                if (!NUMBER.matcher(part.strip()).matches()) {
                    return "{\"reason\": \"not all of it are numbers\", \"remedy\": \"\", \"port\": \"numbers\"}";
                }
                numbers.add(Double.parseDouble(part.strip()));
            }
        }
        if (numbers.isEmpty()) {
            return "{\"reason\": \"the list is empty\", \"remedy\": \"Give at least one number.\", \"port\": \"numbers\"}";
        }
        java.math.BigDecimal exact = numbers.stream().map(java.math.BigDecimal::valueOf).reduce(java.math.BigDecimal.ZERO, java.math.BigDecimal::add);
        double sum = exact.doubleValue(), mean = sum / numbers.size();
        double squares = numbers.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
        double deviation = numbers.size() > 1 ? Math.sqrt(squares / (numbers.size() - 1)) : 0.0;
        List<Double> sorted = numbers.stream().sorted().toList();
        int half = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        return "{\"outputs\": {\"count\": %d, \"sum\": %s, \"mean\": %s, \"median\": %s, \"deviation\": %s}}"
            .formatted(numbers.size(), sum, mean, median, deviation);
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, status, body);
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(content);
        }
    }
}
