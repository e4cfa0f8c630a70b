package io.entropy.injectors.toxiproxy;

import com.google.gson.JsonObject;
import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.mode.Parameters;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes one mode's faults as toxics of the server that the parameters name. Any thread.
final class ToxicInjector implements Injector {
  private final ToxicMode mode;
  private final InjectorContext context;

  ToxicInjector(ToxicMode mode, InjectorContext context) {
    this.mode = mode;
    this.context = context;
  }

  @Override
  public List<MechanismStatus> probe() {
    // Each injection names its server: there is nothing of the host's to ask for.
    return List.of(
        MechanismStatus.newBuilder()
            .setName("toxiproxy")
            .setAvailable(true)
            .setDetail("the server that `server=` names; `entropy proxy` is one")
            .build());
  }

  @Override
  public Undo plan(InjectionRequest request) throws InjectorException {
    Parameters parameters = request.parameters();
    Server server = ServerParameters.server(parameters);
    String proxy =
        parameters.find(ServerParameters.PROXY).orElse(request.target().getSpec().getName());
    boolean leased = check(new ServerClient(server), proxy);
    ToxicPlace place = new ToxicPlace(server, proxy, "entropy_" + request.injectionId(), leased);
    return new Undo(
        request.injectionId(),
        context.session(),
        mode.mode().name(),
        request.target().getId(),
        request.target().getSpec().getName(),
        place.details());
  }

  /// Whether the server ends toxics by itself.
  private static boolean check(ServerClient client, String proxy) throws InjectorException {
    try {
      boolean ours = isOurs(client);
      check(client.server(), proxy, client.proxies());
      return ours;
    } catch (IOException e) {
      throw new InjectorException(
          Code.REFUSED,
          "%s; it should be a Toxiproxy server, such as `entropy proxy`".formatted(e.getMessage()),
          e);
    }
  }

  private static void check(Server server, String proxy, Map<String, Boolean> proxies)
      throws InjectorException {
    Boolean enabled = proxies.get(proxy);
    if (enabled == null) {
      throw new InjectorException(
          Code.REFUSED,
          "the server at %s has no proxy `%s`; it has %s"
              .formatted(
                  server, proxy, proxies.isEmpty() ? "none" : String.join(", ", proxies.keySet())));
    }
    if (!enabled) {
      throw new InjectorException(
          Code.REFUSED,
          "proxy `%s` of the server at %s is disabled: no connection goes through it; enable it first"
              .formatted(proxy, server));
    }
  }

  private static boolean isOurs(ServerClient client) throws IOException, InjectorException {
    String version = client.version();
    if (version.startsWith("1.")) {
      throw new InjectorException(
          Code.REFUSED,
          "the server at %s is Toxiproxy %s; it should be 2.0 or later"
              .formatted(client.server(), version));
    }
    return version.endsWith("-entropy");
  }

  @Override
  public ActiveFault apply(InjectionRequest request, Undo undo) throws InjectorException {
    ToxicPlace place = ToxicPlace.of(undo);
    ServerClient client = new ServerClient(place.server());
    Parameters parameters = request.parameters();
    JsonObject body = ToxicBody.of(mode, place, parameters);
    String asked = (mode.mode().name() + " " + parameters).strip();
    try {
      if (isOurs(client) != place.leased()) {
        throw new InjectorException(
            Code.FAILED, "another server than before listens at %s".formatted(place.server()));
      }
    } catch (IOException e) {
      throw new InjectorException(Code.FAILED, String.valueOf(e.getMessage()), e);
    }
    ToxicFidelity fidelity = new ToxicFidelity(asked, mode.evidence());
    return place.leased()
        ? new LeasedToxic(place, body, fidelity)
        : new WatchedToxic(place, watchdogs().start(undo, place, body.toString()), fidelity);
  }

  private ToxicWatchdogs watchdogs() {
    return context.shared(ToxicWatchdogs.class, _ -> new ToxicWatchdogs());
  }

  @Override
  public Reverted revert(Undo undo) throws InjectorException {
    ToxicPlace place = ToxicPlace.of(undo);
    if (place.leased()) {
      return remove(place);
    }
    try {
      return remove(place);
    } finally {
      watchdogs().end(undo);
    }
  }

  private static Reverted remove(ToxicPlace place) throws InjectorException {
    try {
      var reply = new ServerClient(place.server()).send("DELETE", place.path(), new JsonObject());
      return switch (reply.status()) {
        case 204 -> new Reverted.Removed();
        case 404 -> new Reverted.Nothing("no such toxic");
        default -> throw mayBeLeft(place, "the server answers " + reply, null);
      };
    } catch (ServerClient.NotThereException e) {
      if (!place.leased()) {
        throw mayBeLeft(place, e.getMessage(), e);
      }
      return new Reverted.Nothing(
          e.getMessage() + ": it's gone and its toxics with it, or the lease ends them");
    } catch (IOException e) {
      // A server that hangs may not get to ending its leases either.
      throw mayBeLeft(place, e.getMessage(), e);
    }
  }

  private static InjectorException mayBeLeft(
      ToxicPlace place, @Nullable String why, @Nullable Throwable cause) {
    String message =
        "toxic `%s` of proxy `%s` at %s couldn't be removed and may still be there: %s; %s"
            .formatted(
                place.toxic(),
                place.proxy(),
                place.server(),
                why,
                place.leased()
                    ? "it ends with its lease when that server runs"
                    : "its watchdog goes on trying; `DELETE http://%s%s` removes it"
                        .formatted(place.server(), place.path()));
    return cause == null
        ? new InjectorException(Code.FAILED, message)
        : new InjectorException(Code.FAILED, message, cause);
  }
}
