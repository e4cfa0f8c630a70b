package io.entropy.injectors.rate;

/// The contract of injectors for `direction=send`.
class RateSendContractIT extends RateContractIT {
  RateSendContractIT() {
    super(Way.SEND);
  }
}
