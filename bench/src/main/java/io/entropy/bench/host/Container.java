package io.entropy.bench.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A running container on the default bridge.
///
/// @param pid 0 while it doesn't run
/// @param address its IPv4 address there, empty while it doesn't run
public record Container(String id, long pid, String address) {
  private static final String FORMAT = "{{.Id}} {{.State.Pid}} {{.NetworkSettings.IPAddress}}";

  /// As they are now.
  public static List<Container> inspect(List<String> ids) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("docker", "inspect", "-f", FORMAT));
    words.addAll(ids);
    return Command.of(words).run().lines().map(Container::parse).toList();
  }

  private static Container parse(String line) {
    String[] found = line.split(" ", -1);
    return new Container(found[0], Long.parseLong(found[1]), found.length > 2 ? found[2] : "");
  }
}
