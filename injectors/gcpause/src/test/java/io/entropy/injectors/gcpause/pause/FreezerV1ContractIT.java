package io.entropy.injectors.gcpause.pause;

/// The contract, for `method=freezer` on cgroup v1.
class FreezerV1ContractIT extends PauseContractIT {

  @Override
  String method() {
    return "freezer";
  }
}
