package io.entropy.injectors.toxiproxy;

import com.google.gson.JsonObject;
import io.entropy.api.v1.Fidelity;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import java.io.IOException;
import java.time.Duration;

/// A toxic, which is only made when it's released: armed, it's nothing but its description. Used by
/// its injection's own thread.
final class ToxicFault implements ActiveFault {
  private final ServerClient client;
  private final ToxicPlace place;
  private final JsonObject body;
  private final ToxicFidelity fidelity;
  private JsonObject tally = new JsonObject();

  ToxicFault(ServerClient client, ToxicPlace place, JsonObject body, ToxicFidelity fidelity) {
    this.client = client;
    this.place = place;
    this.body = body;
    this.fidelity = fidelity;
  }

  @Override
  public String mechanism() {
    return place.leased() ? "toxiproxy (entropy proxy)" : "toxiproxy (no lease)";
  }

  @Override
  public void release(Duration lease) throws InjectorException {
    create(lease, "");
  }

  @Override
  public void takeOver(ActiveFault previous, Duration lease) throws InjectorException {
    if (previous instanceof ToxicFault other
        && other.place.server().equals(place.server())
        && other.place.proxy().equals(place.proxy())) {
      create(lease, other.place.toxic());
    } else {
      create(lease, "");
    }
    // Only a server of ours has done that in the same step.
    previous.end();
  }

  private void create(Duration lease, String replaces) throws InjectorException {
    JsonObject toxic = body.deepCopy();
    if (place.leased()) {
      toxic.addProperty("lease_ms", lease.toMillis());
      toxic.addProperty("replaces", replaces);
    }
    ServerClient.Reply reply = send("POST", ServerClient.toxics(place.proxy()), toxic);
    if (reply.status() != 200) {
      throw new InjectorException(
          Code.FAILED,
          "the server at %s refused the toxic: %s".formatted(place.server(), reply.json()));
    }
  }

  @Override
  public Lease refresh(Duration lease) throws InjectorException {
    JsonObject renewal = new JsonObject();
    renewal.addProperty("lease_ms", lease.toMillis());
    ServerClient.Reply reply = send(place.leased() ? "PATCH" : "GET", place.path(), renewal);
    return switch (reply.status()) {
      case 200 -> Lease.KEPT;
      case 404 -> Lease.LOST;
      default -> throw new InjectorException(Code.FAILED, "renewing the toxic: " + reply.json());
    };
  }

  @Override
  public Verification verify() throws InjectorException {
    ServerClient.Reply reply = send("GET", place.path(), new JsonObject());
    return reply.status() == 200
        ? new Verification(true, "read back: " + reply.json())
        : new Verification(false, "no toxic `%s` at `%s`".formatted(place.toxic(), place.proxy()));
  }

  @Override
  public void end() throws InjectorException {
    ServerClient.Reply reply = send("DELETE", place.path(), new JsonObject());
    if (reply.status() != 204 && reply.status() != 404) {
      throw new InjectorException(Code.FAILED, "removing the toxic: " + reply.json());
    }
  }

  @Override
  public Fidelity observe() throws InjectorException {
    if (place.leased()) {
      ServerClient.Reply reply =
          send("GET", ServerClient.tally(place.proxy(), place.toxic()), new JsonObject());
      if (reply.status() == 200) {
        tally = reply.json();
      }
      return fidelity.of(tally, body);
    }
    return fidelity.unmeasured(verify().detail());
  }

  private ServerClient.Reply send(String method, String path, JsonObject json)
      throws InjectorException {
    try {
      return client.send(method, path, json);
    } catch (IOException e) {
      throw new InjectorException(Code.FAILED, String.valueOf(e.getMessage()), e);
    }
  }
}
