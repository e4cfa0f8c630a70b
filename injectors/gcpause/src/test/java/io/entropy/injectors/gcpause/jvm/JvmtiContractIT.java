package io.entropy.injectors.gcpause.jvm;

/// The contract, for `method=jvmti`.
class JvmtiContractIT extends GcPauseContractIT {

  @Override
  String method() {
    return "jvmti";
  }
}
