package io.entropy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.rpc.BadRequest;
import io.entropy.api.v1.ControlGrpc.ControlBlockingStub;
import io.entropy.api.v1.CreatePolicyRequest;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.UpdatePolicyRequest;
import io.entropy.store.model.Kinds;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What users get wrong: refused with what is wrong, and nothing changed.
final class BadInputIT {
  private static ManagerFixture manager;

  @BeforeAll
  static void open() throws Exception {
    manager = ManagerFixture.start();
  }

  @AfterAll
  static void close() {
    manager.close();
  }

  private static int policies() {
    return manager.store.<Integer>view(s -> s.count(Kinds.FAILURE_POLICIES));
  }

  private static HttpResponse<String> create(String spec) throws Exception {
    return manager.send("POST", "/v1/policies", "{\"spec\": %s}".formatted(spec));
  }

  @Test
  void everyViolationIsToldOverGrpcWithDetails() throws Exception {
    var control = manager.client(ControlBlockingStub.class);
    var request =
        CreatePolicyRequest.newBuilder()
            .setSpec(FailurePolicySpec.newBuilder().setProbability(2))
            .build();
    try {
      var created = control.createPolicy(request);
      throw new AssertionError("created: " + created);
    } catch (StatusRuntimeException e) {
      assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      var details = Objects.requireNonNull(StatusProto.fromThrowable(e));
      assertThat(details.getDetails(0).unpack(BadRequest.class).getFieldViolationsList())
          .extracting(BadRequest.FieldViolation::getField)
          .contains("name", "target", "frequency", "probability");
    }
  }

  @Test
  void everyViolationIsToldOverRest() throws Exception {
    int before = policies();
    HttpResponse<String> refused = create("{\"probability\": 2}");
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(refused.body())
        .contains("INVALID_ARGUMENT", "probability", "is outside 0–1", "frequency: it's missing");
    assertThat(policies()).isEqualTo(before);
  }

  @Test
  void unknownFieldsAreRefusedByName() throws Exception {
    int before = policies();
    HttpResponse<String> refused =
        create(Requests.json("unknown", "1s").replace("\"probability\"", "\"propability\""));
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(refused.body()).contains("INVALID_ARGUMENT", "propability");
    HttpResponse<String> notJson = create("{");
    assertThat(notJson.statusCode()).as(notJson.body()).isEqualTo(400);
    assertThat(policies()).isEqualTo(before);
  }

  @Test
  void aNameThatIsTakenIsRefused() throws Exception {
    assertThat(create(Requests.json("twice", "1s")).statusCode()).isEqualTo(200);
    HttpResponse<String> refused = create(Requests.json("Twice", "1s"));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("ALREADY_EXISTS", "Twice");
  }

  @Test
  void aStaleVersionIsRefusedWithBoth() {
    var control = manager.client(ControlBlockingStub.class);
    var spec = Requests.policy("stale", Duration.ofSeconds(1)).build();
    var created = control.createPolicy(CreatePolicyRequest.newBuilder().setSpec(spec).build());
    var update =
        UpdatePolicyRequest.newBuilder().setPolicy("stale").setVersion(1).setSpec(spec).build();
    var updated = control.updatePolicy(update);
    assertThat(updated.getSpec().getSeed()).isEqualTo(created.getSpec().getSeed());
    assertThatThrownBy(
            () -> {
              var again = control.updatePolicy(update);
              throw new AssertionError("updated: " + again);
            })
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("ABORTED")
        .hasMessageContaining("is at spec version 2, not 1");
  }

  @Test
  void whatIsTooLargeIsRefused() throws Exception {
    String large = "x".repeat(5 << 20);
    assertThat(manager.announce("/v1/policies", 9 << 20)).contains("413");
    var control = manager.client(ControlBlockingStub.class);
    var request =
        CreatePolicyRequest.newBuilder()
            .setSpec(Requests.policy(large, Duration.ofSeconds(1)))
            .build();
    assertThatThrownBy(
            () -> {
              var created = control.createPolicy(request);
              throw new AssertionError("created: " + created);
            })
        .hasMessageContaining("RESOURCE_EXHAUSTED");
  }

  @Test
  void whatDoesNotExistIsNotFound() throws Exception {
    for (String path : new String[] {"policies/no", "nodes/no", "injections/no"}) {
      HttpResponse<String> refused = manager.get("/v1/" + path);
      assertThat(refused.statusCode()).as(path).isEqualTo(404);
      assertThat(refused.body()).contains("NOT_FOUND", "there is no", "no");
    }
    assertThat(manager.get("/v1/targets?selector=k%20in").statusCode()).isEqualTo(400);
  }

  @Test
  void wordsAreToldAsTheyAre() throws Exception {
    assertThat(manager.get("/v1/policies/n%C3%B6%25+").body())
        .contains("\"there is no policy nö%+\"");
  }

  @Test
  void positionsAndParametersThatAreNoneAreRefused() throws Exception {
    HttpResponse<String> refused = manager.get("/v1/events?after=yesterday");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("INVALID_ARGUMENT", "`yesterday` isn't a position");
    assertThat(manager.get("/v1/events?typ=x").body()).contains("typ: there is no such parameter");
  }
}
