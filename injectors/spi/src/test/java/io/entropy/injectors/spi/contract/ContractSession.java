package io.entropy.injectors.spi.contract;

import io.entropy.api.v1.Peer;
import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.mode.Parameters;
import java.util.List;

/// What is a process in production: a context with its session, and an injector opened in it.
final class ContractSession {
  private final InjectorContext context;
  private final Injector injector;
  private final Parameters parameters;
  private final List<Peer> peers;

  ContractSession(
      InjectorContext context, InjectorProvider provider, Parameters parameters, List<Peer> peers) {
    this.context = context;
    this.injector = provider.open(context);
    this.parameters = parameters;
    this.peers = peers;
  }

  InjectorContext context() {
    return context;
  }

  Undo plan(String injectionId, Target target) throws InjectorException {
    return injector.plan(request(injectionId, target));
  }

  ActiveFault apply(Undo undo, Target target) throws InjectorException {
    return injector.apply(request(undo.injectionId(), target), undo);
  }

  Reverted revert(Undo undo) throws InjectorException {
    return injector.revert(undo);
  }

  private InjectionRequest request(String injectionId, Target target) {
    return new InjectionRequest(injectionId, target, parameters, peers);
  }
}
