package io.entropy.bench.events;

import io.entropy.agent.remote.ManagerAddress;
import io.entropy.bench.measure.Samples;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One subscriber by server-sent events, as a browser is. One thread reads.
final class SseReader implements AutoCloseable {
  /// A sample's time stands where an event's injection does.
  private static final Pattern SUBJECT = Pattern.compile("\"subject\":\"(\\d+)\"");

  private final HttpClient http;
  private final Stream<String> stream;
  private final Iterator<String> lines;
  private final Samples lags = new Samples();

  private SseReader(HttpClient http, Stream<String> stream) {
    this.http = http;
    this.stream = stream;
    this.lines = stream.iterator();
  }

  /// Subscribes, and waits until it has caught up.
  static SseReader open(ManagerAddress address) throws IOException, InterruptedException {
    HttpClient http = HttpClient.newHttpClient();
    URI uri = URI.create("http://%s/v1/events?type=%s".formatted(address, Sample.TYPE));
    SseReader reader =
        new SseReader(
            http, http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofLines()).body());
    while (!reader.lines.next().equals("event: caught-up")) {}
    return reader;
  }

  /// Reads until so many have come.
  void await(int events) throws IOException {
    int left = events;
    while (left > 0) {
      String line = lines.next();
      if (line.equals("event: lost")) {
        throw new IOException("events were lost");
      }
      Matcher subject = SUBJECT.matcher(line);
      if (line.startsWith("data: ") && subject.find()) {
        lags.add(System.nanoTime() - Long.parseLong(subject.group(1)));
        left--;
      }
    }
  }

  Samples lags() {
    return lags;
  }

  @Override
  public void close() {
    stream.close();
    http.shutdownNow();
  }
}
