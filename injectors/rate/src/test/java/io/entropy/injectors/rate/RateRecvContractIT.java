package io.entropy.injectors.rate;

/// The contract of injectors for `direction=recv`.
class RateRecvContractIT extends RateContractIT {
  RateRecvContractIT() {
    super(Way.RECV);
  }
}
