package io.entropy.server.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.AbstractHttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.entropy.server.leader.LeaderScope;
import io.entropy.server.leader.Leadership;
import io.entropy.store.Snapshot;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import java.util.Optional;

/// Whether this manager works: it can say who leads, and when it's the leader itself all its loops
/// run. 200 or 503, with the reason as JSON. Any thread.
public final class HealthService extends AbstractHttpService {
  private final Store store;
  private final Leadership leadership;

  public HealthService(Store store, Leadership leadership) {
    this.store = store;
    this.leadership = leadership;
  }

  @Override
  protected HttpResponse doGet(ServiceRequestContext ctx, HttpRequest request) {
    return HttpResponse.of(this::answer, ctx.blockingTaskExecutor()); // etcd may be asked
  }

  private HttpResponse answer() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    String problem = problem(json);
    json.put("status", problem.isEmpty() ? "ok" : problem);
    return HttpResponse.of(
        problem.isEmpty() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE,
        MediaType.JSON_UTF_8,
        json.toString());
  }

  private String problem(ObjectNode json) {
    try {
      Optional<LeaderScope> scope = leadership.current();
      Optional<String> leader = leadership.leader();
      json.put("leads", scope.isPresent())
          .put("leader", leader.orElse(""))
          .put("storeVersion", store.view(Snapshot::version));
      if (scope.isPresent() && !scope.get().isWhole()) {
        return "a loop of this leader has ended: see its log";
      }
      return leader.isEmpty() ? "no manager leads" : "";
    } catch (StoreException e) {
      return "store: " + e.getMessage();
    }
  }
}
