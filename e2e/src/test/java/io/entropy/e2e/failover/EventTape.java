package io.entropy.e2e.failover;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// What a subscriber hears that goes on at the next manager after its last position, whenever a
/// stream breaks or falls silent, and now and then without any reason. One thread reads.
final class EventTape implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Ticks make events each second; whoever says nothing for so long hangs, or is cut off.
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final int EVENTS_A_STREAM = 200;

  private final List<Candidate> managers;
  private final List<String> ids = new CopyOnWriteArrayList<>();
  private final List<String> lost = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private String position = "oldest";
  private final AtomicInteger streams = new AtomicInteger();
  private volatile boolean closed;

  private EventTape(List<Candidate> managers) {
    this.managers = managers;
    this.thread = Thread.ofVirtual().name("event-tape").unstarted(this::run);
  }

  static EventTape record(List<Candidate> managers) {
    EventTape tape = new EventTape(List.copyOf(managers));
    tape.thread.start();
    return tape;
  }

  /// All events that are kept, as one manager tells them.
  static List<String> whole(Candidate manager) throws IOException {
    EventTape tape = new EventTape(List.of(manager));
    tape.read(manager, "&follow=false", Integer.MAX_VALUE);
    return tape.ids();
  }

  private void run() {
    for (int i = 0; !closed; i++) {
      try {
        read(managers.get(i % managers.size()), "", EVENTS_A_STREAM);
      } catch (IOException _) {
        pause(); // the next manager has the rest
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(Candidate manager, String query, int atMost) throws IOException {
    URI uri = URI.create("http://" + manager.address() + "/v1/events?after=" + position + query);
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setConnectTimeout(Math.toIntExact(CONNECT.toMillis()));
    connection.setReadTimeout(Math.toIntExact(SILENCE.toMillis()));
    int before = ids.size();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      int _ = streams.incrementAndGet();
      List<String> block = new ArrayList<>();
      String line = lines.readLine();
      while (line != null && !closed && ids.size() - before < atMost) {
        if (line.isEmpty()) {
          take(block);
          block.clear();
        } else {
          block.add(line);
        }
        line = lines.readLine();
      }
    } finally {
      connection.disconnect();
    }
  }

  private void take(List<String> block) throws IOException {
    String type = field(block, "event: ");
    if (type.startsWith("io.entropy.")) {
      ids.add(JSON.readTree(field(block, "data: ")).path("id").asText());
      position = field(block, "id: ");
    } else if (type.equals("lost")) {
      lost.add(field(block, "data: "));
    }
  }

  private static String field(List<String> block, String name) {
    return block.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()))
        .findFirst()
        .orElse("");
  }

  /// The events' ids, as they came.
  List<String> ids() {
    return List.copyOf(ids);
  }

  /// What it was told that it can't be told any more.
  List<String> lost() {
    return List.copyOf(lost);
  }

  /// How many streams it has read from.
  int streams() {
    return streams.get();
  }

  @Override
  public void close() {
    closed = true;
    try {
      boolean _ = thread.join(SILENCE.plusSeconds(5));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
