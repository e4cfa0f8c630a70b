package io.entropy.injectors.network;

import io.entropy.api.text.Cidr;
import io.entropy.api.text.Ports;
import io.entropy.api.v1.NetworkAttachment;
import io.entropy.api.v1.Target;
import io.entropy.injectors.kernel.fault.Fault.Stage;
import io.entropy.injectors.kernel.fault.Match;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import io.entropy.injectors.spi.mode.Parameter;
import io.entropy.injectors.spi.mode.Parameters;
import io.entropy.injectors.spi.mode.value.Endpoint;
import io.entropy.injectors.spi.mode.value.Protocol;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// From the filters of a network mode to the stages that a packet must pass to be hit. One use.
public final class Filters {
  private final Parameters parameters;
  private final ContainerRuntime runtime;
  private final List<Stage> stages = new ArrayList<>();

  private Filters(Parameters parameters, ContainerRuntime runtime) {
    this.parameters = parameters;
    this.runtime = runtime;
  }

  /// One stage a filter that was given; none when all packets are meant. Names of containers become
  /// the addresses that they have now.
  ///
  /// @throws InjectorException `REFUSED` when a named container isn't there or has no address
  public static List<Stage> of(Parameters parameters, ContainerRuntime runtime)
      throws InjectorException {
    Filters filters = new Filters(parameters, runtime);
    filters.endpoints(FilterParameters.FROM, Match.Source::new);
    filters.endpoints(FilterParameters.TO, Match.Destination::new);
    filters.ports(FilterParameters.SPORT, Match.SourcePort::new);
    filters.ports(FilterParameters.DPORT, Match.DestinationPort::new);
    filters.protocols();
    filters.device();
    return List.copyOf(filters.stages);
  }

  private void endpoints(
      Parameter<List<Endpoint>> parameter,
      Function<io.entropy.injectors.kernel.fault.Cidr, Match> match)
      throws InjectorException {
    List<Endpoint> endpoints = parameters.find(parameter).orElse(List.of());
    List<Match> alternatives = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      for (Cidr block : addresses(endpoint)) {
        alternatives.add(
            match.apply(
                new io.entropy.injectors.kernel.fault.Cidr(block.address(), block.prefixLength())));
      }
    }
    add(alternatives);
  }

  private List<Cidr> addresses(Endpoint endpoint) throws InjectorException {
    return switch (endpoint) {
      case Endpoint.Network(Cidr block) -> List.of(block);
      case Endpoint.Container(String name) -> addressesOf(name);
    };
  }

  private List<Cidr> addressesOf(String container) throws InjectorException {
    try {
      List<Cidr> addresses =
          runtime.inspect(container).stream()
              .map(Target::getStatus)
              .flatMap(s -> s.getNetworksList().stream())
              .map(NetworkAttachment::getAddressesList)
              .flatMap(List::stream)
              .filter(a -> !a.isEmpty())
              .map(a -> Cidr.of(InetAddress.ofLiteral(a)))
              .toList();
      if (addresses.isEmpty()) {
        throw new InjectorException(
            Code.REFUSED,
            "the container `" + container + "` isn't there or has no address of its own");
      }
      return addresses;
    } catch (RuntimeUnavailableException e) {
      throw new InjectorException(Code.FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  private void ports(
      Parameter<Ports> parameter, Function<io.entropy.injectors.kernel.fault.Ports, Match> match) {
    add(
        parameters.find(parameter).map(Ports::ranges).stream()
            .flatMap(List::stream)
            .map(r -> match.apply(new io.entropy.injectors.kernel.fault.Ports(r.first(), r.last())))
            .toList());
  }

  private void protocols() {
    add(
        parameters.find(FilterParameters.PROTOCOL).stream()
            .flatMap(List::stream)
            .map(p -> (Match) new Match.Transport(kernel(p)))
            .toList());
  }

  private void device() {
    add(
        parameters
            .find(FilterParameters.INTERFACE)
            .map(n -> (Match) new Match.Interface(n))
            .stream()
            .toList());
  }

  private void add(List<Match> alternatives) {
    if (!alternatives.isEmpty()) {
      stages.add(new Stage(alternatives));
    }
  }

  private static io.entropy.injectors.kernel.fault.Protocol kernel(Protocol protocol) {
    return switch (protocol) {
      case TCP -> io.entropy.injectors.kernel.fault.Protocol.TCP;
      case UDP -> io.entropy.injectors.kernel.fault.Protocol.UDP;
      case ICMP -> io.entropy.injectors.kernel.fault.Protocol.ICMP;
    };
  }
}
