package io.entropy.injectors.gcpause.jvm;

/// The contract, for `method=agent`.
class AgentContractIT extends GcPauseContractIT {

  @Override
  String method() {
    return "agent";
  }
}
