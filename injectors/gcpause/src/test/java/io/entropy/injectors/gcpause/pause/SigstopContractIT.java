package io.entropy.injectors.gcpause.pause;

/// The contract, for `method=sigstop`.
class SigstopContractIT extends PauseContractIT {

  @Override
  String method() {
    return "sigstop";
  }
}
