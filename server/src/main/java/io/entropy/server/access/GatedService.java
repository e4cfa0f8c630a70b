package io.entropy.server.access;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import io.entropy.security.Role;
import io.entropy.server.http.Refusals;
import java.util.Optional;

/// The gate before a plain HTTP service, all of which only read.
public final class GatedService extends SimpleDecoratingHttpService {
  private final Gate gate;
  private final String name;

  /// The service behind the gate.
  ///
  /// @param name as it's told
  public GatedService(HttpService service, Gate gate, String name) {
    super(service);
    this.gate = gate;
    this.name = name;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) throws Exception {
    Optional<HttpResponse> refusal =
        Refusals.of(() -> {
          var _ = gate.admit(ctx, name, Optional.of(Role.VIEWER));
        });
    return refusal.isPresent() ? refusal.get() : unwrap().serve(ctx, request);
  }
}
