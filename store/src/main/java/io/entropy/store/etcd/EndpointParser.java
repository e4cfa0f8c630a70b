package io.entropy.store.etcd;

import io.entropy.store.etcd.EtcdEndpoint.Login;
import io.entropy.store.etcd.EtcdEndpoint.Tls;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads an [EtcdEndpoint] from its text and gathers everything that's wrong with it. Used once.
final class EndpointParser {
  private static final String FORM =
      "etcd://[user:password@]host:port[,host:port…]/prefix[?option=value&…]";
  private static final Pattern TEXT =
      Pattern.compile("etcd://(?:([^@/?]*)@)?([^/?@]*)(?:/([^?]*))?(?:\\?(.*))?");
  private static final Pattern MEMBER = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[\\w.-]+):(\\d{1,5})");
  private static final Pattern PREFIX = Pattern.compile("[\\w.-]+(?:/[\\w.-]+)*");
  private static final Pattern TIMEOUT = Pattern.compile("(\\d{1,6})(ms|s)");
  private static final Set<String> OPTIONS =
      Set.of("tls", "tls-ca", "tls-cert", "tls-key", "tls-name", "timeout");

  private final String text;
  private final List<String> wrong = new ArrayList<>();

  EndpointParser(String text) {
    this.text = text;
  }

  EtcdEndpoint parse() {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not an etcd endpoint; it looks like " + FORM);
    }
    List<String> members = members(parts.group(2));
    String prefix = prefix(parts.group(3));
    Login login = login(parts.group(1));
    Map<String, String> options = options(parts.group(4));
    Tls tls = tls(options);
    Duration timeout = timeout(options.get("timeout"));
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException("etcd endpoint: " + String.join("; ", wrong));
    }
    return new EtcdEndpoint(members, prefix, login, tls, timeout);
  }

  private List<String> members(String hosts) {
    List<String> members = List.of(hosts.split(",", -1));
    for (String member : members) {
      Matcher parts = MEMBER.matcher(member);
      if (!parts.matches()) {
        wrong.add("'%s' is not a host:port, e.g. 10.0.0.1:2379".formatted(member));
      } else if (Integer.parseInt(parts.group(2)) < 1
          || Integer.parseInt(parts.group(2)) > 65_535) {
        wrong.add("'%s': a port is from 1 to 65535".formatted(member));
      }
    }
    return members;
  }

  private String prefix(@Nullable String path) {
    if (path == null || !PREFIX.matcher(path).matches()) {
      wrong.add(
          "the prefix '%s' is not names of letters, digits, '-', '_' and '.' with '/' between, e.g. /entropy"
              .formatted(path == null ? "" : path));
      return "";
    }
    return path;
  }

  private @Nullable Login login(@Nullable String info) {
    if (info == null) {
      return null;
    }
    int colon = info.indexOf(':');
    if (colon < 1 || colon == info.length() - 1) {
      wrong.add("before '@' stand a user and a password, user:password"); // neither is repeated
      return null;
    }
    String user = decoded("user", info.substring(0, colon));
    String password = decoded("password", info.substring(colon + 1));
    return new Login(user, password);
  }

  private String decoded(String what, String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      wrong.add("the %s is not percent-encoded: a '%%' itself is %%25".formatted(what));
      return "";
    }
  }

  private Map<String, String> options(@Nullable String query) {
    Map<String, String> options = new HashMap<>();
    if (query == null) {
      return options;
    }
    for (String option : query.split("&", -1)) {
      int equals = option.indexOf('=');
      String name = equals < 0 ? option : option.substring(0, equals);
      if (equals < 0 || !OPTIONS.contains(name)) {
        wrong.add(
            "'%s' is no option; there are %s, each with '=' and a value"
                .formatted(name, String.join(", ", OPTIONS.stream().sorted().toList())));
      } else if (options.put(name, decoded(name, option.substring(equals + 1))) != null) {
        wrong.add("'%s' is given twice".formatted(name));
      }
    }
    return options;
  }

  private @Nullable Tls tls(Map<String, String> options) {
    String on = options.get("tls");
    if (on != null && !on.equals("true") && !on.equals("false")) {
      wrong.add("tls is true or false, not '%s'".formatted(on));
    }
    var tls =
        new Tls(
            file(options, "tls-ca"),
            file(options, "tls-cert"),
            file(options, "tls-key"),
            options.get("tls-name"));
    boolean detailed = options.keySet().stream().anyMatch(name -> name.startsWith("tls-"));
    if ((tls.cert() == null) != (tls.key() == null)) {
      wrong.add("tls-cert and tls-key are given both or not at all");
    }
    if (detailed && "false".equals(on)) {
      wrong.add("tls=false contradicts the other tls options");
    }
    return detailed || "true".equals(on) ? tls : null;
  }

  private @Nullable Path file(Map<String, String> options, String name) {
    String value = options.get(name);
    if (value == null) {
      return null;
    }
    Path file = Path.of(value);
    if (!Files.isReadable(file)) {
      wrong.add("%s: there is no file %s that can be read".formatted(name, value));
    }
    return file;
  }

  private Duration timeout(@Nullable String value) {
    if (value == null) {
      return EtcdEndpoint.DEFAULT_TIMEOUT;
    }
    Matcher parts = TIMEOUT.matcher(value);
    if (!parts.matches() || Integer.parseInt(parts.group(1)) == 0) {
      wrong.add("timeout is a number with s or ms, e.g. 5s, not '%s'".formatted(value));
      return EtcdEndpoint.DEFAULT_TIMEOUT;
    }
    long number = Long.parseLong(parts.group(1));
    return parts.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
  }
}
