package io.entropy.server;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.grpc.GrpcJsonMarshaller;
import com.linecorp.armeria.common.grpc.GrpcMeterIdPrefixFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.grpc.GrpcService;
import com.linecorp.armeria.server.grpc.HttpJsonTranscodingOptions;
import com.linecorp.armeria.server.grpc.UnframedGrpcErrorHandler;
import com.linecorp.armeria.server.metric.MetricCollectingService;
import com.linecorp.armeria.server.prometheus.PrometheusExpositionService;
import io.entropy.server.access.Gate;
import io.entropy.server.access.GateInterceptor;
import io.entropy.server.access.GatedService;
import io.entropy.server.event.SseService;
import io.entropy.server.handshake.HandshakeLog;
import io.entropy.server.http.Errors;
import io.entropy.server.http.HealthService;
import io.entropy.server.http.Metrics;
import io.entropy.server.http.OpenApi;
import io.entropy.server.http.Unescaped;
import io.entropy.server.http.UnframedErrors;
import io.grpc.BindableService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/// The one port of a manager: gRPC with reflection, the same calls as REST and with the messages
/// themselves as HTTP bodies, server-sent events, health and metrics. Whoever calls comes in
/// through the gate here.
final class Port implements AutoCloseable {
  /// A call of users or of agents; a node's whole list of containers is the largest.
  private static final int LONGEST_MESSAGE = 4 << 20;

  /// More than a message, so that one that is too long is refused as the call that it is; what is
  /// longer than this isn't even looked at (HTTP's 413).
  private static final int LONGEST_REQUEST = 8 << 20;

  private final Server server;

  private Port(Server server) {
    this.server = server;
  }

  /// What is served.
  record Served(
      List<BindableService> calls, SseService events, HealthService health, Metrics metrics) {}

  /// Where, for whom.
  ///
  /// @param tls empty when everybody is let in
  record Entrance(
      InetSocketAddress listen, Optional<ManagerTls> tls, Gate gate, HandshakeLog failures) {
    ServerBuilder builder() {
      return tls.isPresent()
          ? TlsPort.forKnown(Server.builder(), listen, tls.get().own(), failures)
          : Server.builder().http(listen);
    }

    HttpService gated(HttpService service, String name) {
      return new GatedService(service, gate, name);
    }
  }

  /// @throws IOException when it can't listen there
  static Port open(Entrance entrance, Served served) throws IOException {
    OpenApi description = OpenApi.ofControl();
    ServerBuilder builder =
        entrance
            .builder()
            .maxRequestLength(LONGEST_REQUEST)
            .requestTimeout(Duration.ofSeconds(20))
            .gracefulShutdownTimeout(Duration.ZERO, Duration.ofSeconds(1))
            .meterRegistry(served.metrics().registry())
            .disableServerHeader()
            .service(
                calls(served.calls(), entrance.gate()),
                MetricCollectingService.newDecorator(GrpcMeterIdPrefixFunction.of("entropy.calls")))
            .service("/v1/events", entrance.gated(served.events(), "events"))
            .service("/healthz", entrance.gated(served.health(), "health"))
            .service(
                "/metrics",
                entrance.gated(
                    PrometheusExpositionService.of(
                        served.metrics().registry().getPrometheusRegistry()),
                    "metrics"))
            .service(
                "/v1/openapi.json",
                entrance.gated(
                    (_, _) ->
                        HttpResponse.of(HttpStatus.OK, MediaType.JSON_UTF_8, description.json()),
                    "openapi"));
    Server server = builder.build();
    try {
      server.start().join();
    } catch (CompletionException e) {
      throw new IOException("can't listen on %s: %s".formatted(entrance.listen(), e.getCause()), e);
    }
    return new Port(server);
  }

  private static GrpcService calls(List<BindableService> services, Gate gate) {
    var builder =
        GrpcService.builder()
            .addService(ProtoReflectionServiceV1.newInstance())
            .maxRequestMessageLength(LONGEST_MESSAGE)
            .useBlockingTaskExecutor(true)
            .intercept(new GateInterceptor(gate))
            .exceptionHandler(new Errors())
            .jsonMarshallerFactory(service ->
                GrpcJsonMarshaller.builder()
                    .jsonMarshallerCustomizer(json -> json.ignoringUnknownFields(false))
                    .build(service))
            .enableUnframedRequests(true)
            .unframedGrpcErrorHandler(new Unescaped(new UnframedErrors()))
            .enableHttpJsonTranscoding(
                HttpJsonTranscodingOptions.builder()
                    .errorHandler(new Unescaped(UnframedGrpcErrorHandler.ofJson()))
                    .build());
    services.forEach(builder::addService);
    return builder.build();
  }

  InetSocketAddress address() {
    return Objects.requireNonNull(server.activePort()).localAddress();
  }

  @Override
  public void close() {
    server.stop().join();
  }
}
