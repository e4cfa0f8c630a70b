package io.entropy.injectors.gcpause.pause;

/// The contract, for `method=docker`.
class DockerContractIT extends PauseContractIT {

  @Override
  String method() {
    return "docker";
  }
}
