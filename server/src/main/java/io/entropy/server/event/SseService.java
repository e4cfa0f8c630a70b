package io.entropy.server.event;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.AbstractHttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.entropy.api.v1.SubscribeRequest;
import io.entropy.server.access.Gate;
import io.entropy.server.http.Refusals;
import io.entropy.server.stream.StreamGone;
import io.entropy.server.stream.StreamThreads;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.grpc.StatusRuntimeException;

/// The event stream over HTTP, as server-sent events. `Last-Event-ID`, which a browser sends when
/// it comes back, goes before `after`. Any thread.
public final class SseService extends AbstractHttpService {
  private static final ResponseHeaders HEADERS =
      ResponseHeaders.builder(HttpStatus.OK)
          .contentType(MediaType.EVENT_STREAM)
          .add(HttpHeaderNames.CACHE_CONTROL, "no-cache")
          .build();

  private final Store store;
  private final StreamThreads threads;
  private final Gate gate;

  public SseService(Store store, StreamThreads threads, Gate gate) {
    this.store = store;
    this.threads = threads;
    this.gate = gate;
  }

  @Override
  protected HttpResponse doGet(ServiceRequestContext ctx, HttpRequest request) {
    return Refusals.or(() -> {
      QueryParams query = QueryParams.fromQueryString(ctx.query() == null ? "" : ctx.query());
      String last = request.headers().get(HttpHeaderNames.LAST_EVENT_ID, "");
      SubscribeRequest asked = SseQuery.read(query, last);
      EventSubscription subscription =
          new EventSubscription(store, asked, gate.standing(ctx, "events"));
      ctx.clearRequestTimeout();
      HttpResponseWriter writer = HttpResponse.streaming();
      Thread thread = threads.start(() -> run(subscription, writer));
      var _ = writer.whenComplete().whenComplete((_, _) -> thread.interrupt());
      return writer;
    });
  }

  private static void run(EventSubscription subscription, HttpResponseWriter writer) {
    try {
      writer.write(HEADERS);
      subscription.run(new SseSink(writer));
    } catch (InterruptedException | StreamGone | StatusRuntimeException | StoreException _) {
      // what was sent stands: the client resumes by its last id
    } finally {
      writer.close();
    }
  }
}
