package io.entropy.server.access;

import com.linecorp.armeria.server.ServiceRequestContext;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;

/// The gate before every gRPC method, also when it's called as REST: what is asked for is the
/// method that would run, whatever path led to it.
public final class GateInterceptor implements ServerInterceptor {
  private final Gate gate;

  public GateInterceptor(Gate gate) {
    this.gate = gate;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String method = call.getMethodDescriptor().getFullMethodName();
    Act act;
    try {
      Caller caller =
          gate.admit(
              ServiceRequestContext.current(),
              method.substring(method.lastIndexOf('/') + 1),
              Permissions.needed(method));
      act = new Act(caller, method);
    } catch (StatusRuntimeException e) {
      call.close(e.getStatus(), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    Context context = Context.current().withValue(Act.KEY, act);
    return Contexts.interceptCall(
        context, call, headers, (c, h) -> new Asking<>(next.startCall(c, h), act));
  }

  /// Tells the act what is asked.
  private static final class Asking<Q> extends SimpleForwardingServerCallListener<Q> {
    private final Act act;

    Asking(ServerCall.Listener<Q> listener, Act act) {
      super(listener);
      this.act = act;
    }

    @Override
    public void onMessage(Q message) {
      act.asks(message);
      super.onMessage(message);
    }
  }
}
