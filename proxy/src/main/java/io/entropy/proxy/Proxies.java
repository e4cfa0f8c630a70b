package io.entropy.proxy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All proxies of a server, by name. Any thread.
final class Proxies implements AutoCloseable {
  private final EventLoopGroup loops;
  private final Leases leases;
  private final Map<String, Proxy> proxies = new LinkedHashMap<>();

  Proxies(EventLoopGroup loops) {
    this.loops = loops;
    this.leases = new Leases(loops);
  }

  synchronized Collection<Proxy> all() {
    return List.copyOf(proxies.values());
  }

  synchronized Proxy get(String name) throws ApiException {
    Proxy proxy = proxies.get(name);
    if (proxy == null) {
      throw new ApiException(404, "proxy not found");
    }
    return proxy;
  }

  synchronized Proxy create(JsonObject body) throws ApiException {
    Proxy proxy = read(body, "");
    if (proxies.containsKey(proxy.name())) {
      throw new ApiException(409, "proxy already exists");
    }
    if (enabled(body)) {
      proxy.start();
    }
    proxies.put(proxy.name(), proxy);
    return proxy;
  }

  Proxy update(String name, JsonObject body) throws ApiException {
    Proxy proxy = get(name);
    JsonObject now = proxy.toJson();
    proxy.update(
        Json.text(body, "listen", now.get("listen").getAsString()),
        Json.text(body, "upstream", now.get("upstream").getAsString()),
        Json.value(body, "enabled", Boolean.class, now.get("enabled").getAsBoolean()));
    return proxy;
  }

  synchronized void remove(String name) throws ApiException {
    Proxy proxy = get(name);
    proxies.remove(name);
    proxy.stop();
    proxy.toxics().removeAll();
  }

  /// Makes those of a list; one that is there already with the same addresses stays as it is.
  synchronized List<Proxy> populate(JsonElement list) throws ApiException {
    if (!list.isJsonArray()) {
      throw ApiException.badBody("it isn't an array of proxies");
    }
    JsonArray array = list.getAsJsonArray();
    List<Proxy> asked = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      if (!array.get(i).isJsonObject()) {
        throw ApiException.badBody("proxy " + (i + 1) + " isn't an object");
      }
      asked.add(read(array.get(i).getAsJsonObject(), " at proxy " + (i + 1)));
    }
    List<Proxy> made = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      JsonObject body = array.get(i).getAsJsonObject();
      made.add(addOrReplace(asked.get(i), body));
    }
    return made;
  }

  private Proxy addOrReplace(Proxy proxy, JsonObject body) throws ApiException {
    Proxy present = proxies.get(proxy.name());
    if (present != null
        && present.is(Json.text(body, "listen", ""), Json.text(body, "upstream", ""))) {
      return present;
    }
    if (present != null) {
      remove(proxy.name());
    }
    if (enabled(body)) {
      proxy.start();
    }
    proxies.put(proxy.name(), proxy);
    return proxy;
  }

  private Proxy read(JsonObject body, String where) throws ApiException {
    String name = Json.text(body, "name", "");
    String upstream = Json.text(body, "upstream", "");
    if (name.isEmpty()) {
      throw ApiException.missing("name" + where);
    }
    if (upstream.isEmpty()) {
      throw ApiException.missing("upstream" + where);
    }
    return new Proxy(loops, leases, name, Json.text(body, "listen", ""), upstream);
  }

  private static boolean enabled(JsonObject body) throws ApiException {
    return Json.value(body, "enabled", Boolean.class, true);
  }

  /// Starts every proxy and removes every toxic.
  void reset() throws ApiException {
    for (Proxy proxy : all()) {
      proxy.start();
      proxy.toxics().removeAll();
    }
  }

  @Override
  public void close() {
    all().forEach(Proxy::stop);
  }
}
