package io.entropy.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.entropy.api.v1.CreatePolicyRequest;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.PolicyRequest;
import io.grpc.Status;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Calls whose messages are the bodies of an HTTP request and its answer, as the command line makes
/// them.
final class UnframedIT {
  private static ManagerFixture manager;
  private static HttpClient http;

  @BeforeAll
  static void open() throws Exception {
    manager = ManagerFixture.start();
    http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @AfterAll
  static void close() {
    http.close();
    manager.close();
  }

  private static HttpResponse<byte[]> call(String method, Message request) throws Exception {
    return http.send(
        HttpRequest.newBuilder(manager.uri("/entropy.v1.Control/" + method))
            .header("content-type", "application/protobuf")
            .timeout(Duration.ofMinutes(1))
            .POST(BodyPublishers.ofByteArray(request.toByteArray()))
            .build(),
        BodyHandlers.ofByteArray());
  }

  @Test
  void theAnswerIsTheMessage() throws Exception {
    FailurePolicySpec spec = Requests.policy("unframed", Duration.ofSeconds(1)).build();
    var created = call("CreatePolicy", CreatePolicyRequest.newBuilder().setSpec(spec).build());
    assertThat(created.statusCode()).isEqualTo(200);
    assertThat(created.headers().firstValue("content-type")).contains("application/protobuf");
    FailurePolicy policy = FailurePolicy.parseFrom(created.body());
    var found = call("GetPolicy", PolicyRequest.newBuilder().setPolicy("unframed").build());
    assertThat(FailurePolicy.parseFrom(found.body()).getId()).isEqualTo(policy.getId());
    var removed = call("RemovePolicy", PolicyRequest.newBuilder().setPolicy("unframed").build());
    assertThat(removed.statusCode()).isEqualTo(200);
    assertThat(removed.headers().firstValue("content-type")).contains("application/protobuf");
    assertThat(removed.body()).isEmpty();
  }

  @Test
  void aRefusalIsGrpcsCodeAndAllOfItsWords() throws Exception {
    var refused =
        call(
            "CreatePolicy",
            CreatePolicyRequest.newBuilder()
                .setSpec(FailurePolicySpec.newBuilder().setProbability(2))
                .build());
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.headers().firstValue("grpc-status"))
        .contains(String.valueOf(Status.Code.INVALID_ARGUMENT.value()));
    assertThat(new String(refused.body(), StandardCharsets.UTF_8))
        .contains("name", "probability", "is outside 0–1");
    var missing = call("GetPolicy", PolicyRequest.newBuilder().setPolicy("nö%+").build());
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(new String(missing.body(), StandardCharsets.UTF_8))
        .isEqualTo("there is no policy nö%+");
  }

  @Test
  void aCallThatThereIsNotIsRefused() throws Exception {
    var refused = call("Nonsense", PolicyRequest.getDefaultInstance());
    assertThat(refused.statusCode()).isBetween(400, 499);
  }
}
