package io.entropy.cli.manage;

import io.entropy.api.text.Amounts;
import io.entropy.api.text.TextException;
import io.entropy.api.text.Violations;
import io.entropy.api.v1.ClusterBounds;
import io.entropy.server.ManagerOptions;
import io.entropy.server.ManagerTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what was typed after `manage`; every mistake is told at once.
final class OptionsReader {
  private static final Pattern ADDRESS =
      Pattern.compile("(?:\\[([0-9a-fA-F:]+)]|([^:]+)):(\\d{1,5})");

  private OptionsReader() {}

  /// @throws io.entropy.api.text.InvalidInputException with all that's wrong
  /// @throws IOException when a file of `tls` is missing or doesn't fit
  static ManagerOptions read(
      @Nullable String listen,
      @Nullable String limit,
      @Nullable String minHealthy,
      @Nullable String maxActive,
      TlsOptions tls)
      throws IOException {
    Violations violations = new Violations();
    ClusterBounds.Builder bounds = ClusterBounds.newBuilder();
    if (limit != null) {
      violations
          .read("--default-limit", limit, Amounts::read)
          .ifPresent(a -> bounds.getDefaultBlastRadiusBuilder().setLimit(a));
    }
    if (minHealthy != null) {
      violations
          .read("--default-min-healthy", minHealthy, Amounts::read)
          .ifPresent(a -> bounds.getDefaultBlastRadiusBuilder().setMinHealthy(a));
    }
    if (maxActive != null) {
      violations.read("--max-active", maxActive, Amounts::read).ifPresent(bounds::setMaxActive);
    }
    InetSocketAddress where =
        listen == null
            ? ManagerOptions.DEFAULT.listen()
            : violations
                .read("--listen", listen, OptionsReader::address)
                .orElse(ManagerOptions.DEFAULT.listen());
    Optional<ManagerTls> shown = tls.read(where, violations);
    ManagerOptions secured =
        shown.map(ManagerOptions.DEFAULT::withTls).orElse(ManagerOptions.DEFAULT);
    ManagerOptions options =
        violations
            .read("--listen", String.valueOf(listen), _ -> listening(secured, where))
            .orElse(secured);
    violations.throwIfAny();
    String version = ManageCommand.class.getPackage().getImplementationVersion();
    return options.withBounds(bounds.build()).withVersion(version == null ? "" : version);
  }

  private static ManagerOptions listening(ManagerOptions options, InetSocketAddress where)
      throws TextException {
    try {
      return options.withListen(where);
    } catch (IllegalArgumentException e) {
      throw new TextException(String.valueOf(e.getMessage()), "127.0.0.1:2476 or [::1]:2476");
    }
  }

  /// Reads an address to listen on; names are none but for `localhost`.
  static InetSocketAddress address(String text) throws TextException {
    Matcher matcher = ADDRESS.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > 65_535) {
      throw new TextException("`%s` isn't host:port".formatted(text), "such as 127.0.0.1:2476");
    }
    String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    try {
      return new InetSocketAddress(
          host.equals("localhost") ? InetAddress.getLoopbackAddress() : InetAddress.ofLiteral(host),
          Integer.parseInt(matcher.group(3)));
    } catch (IllegalArgumentException e) {
      throw new TextException(String.valueOf(e.getMessage()), "127.0.0.1:2476 or [::1]:2476");
    }
  }
}
