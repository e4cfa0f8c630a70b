package io.entropy.injectors.drop;

import java.util.Map;

/// The contract of injectors for `recv_drop` with a model, here one that loses every packet: the
/// queue's way.
class ModelDropContractIT extends RecvDropContractIT {

  @Override
  protected Map<String, String> parameters() {
    return Map.of("model", "gemodel", "p", "100", "k", "0", "protocol", "udp");
  }
}
