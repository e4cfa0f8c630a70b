package io.entropy.injectors.toxiproxy;

import com.google.gson.JsonObject;
import io.entropy.api.v1.Fidelity;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import java.time.Duration;

/// A toxic of a server that ends it by itself when its lease isn't renewed, and counts what it
/// does. Armed, it's nothing but its description. Used by its injection's own thread.
final class LeasedToxic implements ActiveFault {
  private final ToxicPlace place;
  private final JsonObject body;
  private final ToxicFidelity fidelity;
  private JsonObject tally = new JsonObject();

  LeasedToxic(ToxicPlace place, JsonObject body, ToxicFidelity fidelity) {
    this.place = place;
    this.body = body;
    this.fidelity = fidelity;
  }

  @Override
  public String mechanism() {
    return "toxiproxy (entropy proxy)";
  }

  @Override
  public void release(Duration lease) throws InjectorException {
    create(lease, "");
  }

  @Override
  public void takeOver(ActiveFault previous, Duration lease) throws InjectorException {
    boolean beside = previous instanceof LeasedToxic other && other.place.isBeside(place);
    create(lease, beside ? ((LeasedToxic) previous).place.toxic() : "");
    previous.end();
  }

  private void create(Duration lease, String replaces) throws InjectorException {
    JsonObject toxic = body.deepCopy();
    toxic.addProperty("lease_ms", lease.toMillis());
    toxic.addProperty("replaces", replaces);
    ServerClient.Reply reply = place.ask("POST", place.collection(), toxic);
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
    ServerClient.Reply reply = place.ask("PATCH", place.path(), renewal);
    return switch (reply.status()) {
      case 200 -> Lease.KEPT;
      case 404 -> Lease.LOST;
      default -> throw new InjectorException(Code.FAILED, "renewing the toxic: " + reply.json());
    };
  }

  @Override
  public Verification verify() throws InjectorException {
    return place.verify();
  }

  @Override
  public void end() throws InjectorException {
    ServerClient.Reply reply = place.ask("DELETE", place.path(), new JsonObject());
    if (reply.status() != 204 && reply.status() != 404) {
      throw new InjectorException(Code.FAILED, "removing the toxic: " + reply.json());
    }
  }

  @Override
  public Fidelity observe() throws InjectorException {
    ServerClient.Reply reply = place.ask("GET", place.tally(), new JsonObject());
    if (reply.status() == 200) {
      tally = reply.json();
    }
    return fidelity.of(tally, body);
  }
}
