package io.entropy.injectors.gcpause.jvm;

/// The contract, for `method=heapdump`.
class HeapDumpContractIT extends GcPauseContractIT {

  @Override
  String method() {
    return "heapdump";
  }
}
