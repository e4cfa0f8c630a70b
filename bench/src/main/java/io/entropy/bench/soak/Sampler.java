package io.entropy.bench.soak;

import io.entropy.bench.host.Container;
import io.entropy.bench.platform.EntropyProcess;
import io.entropy.bench.platform.LiveHeap;
import io.entropy.injectors.kernel.process.Watchdogs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Looks at a manager and its agent from outside.
final class Sampler {
  private final EntropyProcess manager;
  private final EntropyProcess agent;
  private final String session;
  private final URI metrics;
  private final HttpClient http;

  /// Of these two.
  ///
  /// @param session the agent's
  Sampler(EntropyProcess manager, EntropyProcess agent, String session, HttpClient http)
      throws IOException, InterruptedException {
    this.manager = manager;
    this.agent = agent;
    this.session = session;
    this.metrics = URI.create("http://" + manager.address() + "/metrics");
    this.http = http;
  }

  void requireAlive() throws IOException {
    manager.requireAlive();
    agent.requireAlive();
  }

  /// What there is now.
  ///
  /// @param heap whether the heaps as well, for which both do a full collection
  Map<Figure, Double> take(List<Container> containers, boolean heap)
      throws IOException, InterruptedException {
    Map<Figure, Double> found = new EnumMap<>(Figure.class);
    found.put(Figure.MANAGER_THREADS, status(manager, "Threads"));
    found.put(Figure.MANAGER_DESCRIPTORS, descriptors(manager));
    found.put(Figure.MANAGER_RSS, status(manager, "VmRSS"));
    found.put(Figure.AGENT_THREADS, status(agent, "Threads"));
    found.put(Figure.AGENT_DESCRIPTORS, descriptors(agent));
    found.put(Figure.AGENT_RSS, status(agent, "VmRSS"));
    found.put(Figure.WATCHDOGS, (double) watchdogs(session));
    found.put(Figure.NFT_OBJECTS, (double) NftObjects.count(containers));
    found.put(Figure.JOURNAL, bytes(agent.state().resolve("journal")));
    found.put(Figure.BEGUN, bytes(agent.state().resolve("begun")));
    found.put(Figure.STORE, bytes(manager.state()));
    String said = scrape();
    found.put(Figure.INJECTIONS, objects(said, "injections"));
    found.put(Figure.EVENTS, objects(said, "events"));
    if (heap) {
      found.put(Figure.MANAGER_HEAP, (double) LiveHeap.of(manager.pid()));
      found.put(Figure.AGENT_HEAP, (double) LiveHeap.of(agent.pid()));
    }
    return found;
  }

  /// Those of a session; others may have some as well.
  static long watchdogs(String session) {
    return Watchdogs.list().stream().filter(one -> one.session().equals(session)).count();
  }

  private static double status(EntropyProcess process, String field) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    return number(Files.readString(status), "(?m)^" + field + ":\\s+(\\d+)");
  }

  private static double descriptors(EntropyProcess process) throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
      return open.count();
    }
  }

  /// Of all files below a folder.
  private static double bytes(Path folder) throws IOException {
    double sum = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sum += size(file);
      }
    }
    return sum;
  }

  private static long size(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException _) {
      return 0; // it went meanwhile
    }
  }

  private String scrape() throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body();
  }

  private static double objects(String said, String kind) throws IOException {
    return number(said, "(?m)^entropy_store_objects\\{kind=\"" + kind + "\"} (\\S+)");
  }

  private static double number(String text, String pattern) throws IOException {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new IOException("no " + pattern + " in:\n" + text);
    }
    return Double.parseDouble(matcher.group(1));
  }
}
