package io.entropy.injectors.network;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.kernel.probe.Finding;
import java.util.Locale;

/// What was found of the kernel, in words.
final class Mechanisms {
  private Mechanisms() {}

  static MechanismStatus status(Finding finding) {
    return MechanismStatus.newBuilder()
        .setName(
            "nftables " + finding.mechanism().name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .setAvailable(finding.available())
        .setDetail(finding.available() ? what(finding) : finding.reason())
        .build();
  }

  private static String what(Finding finding) {
    return switch (finding.mechanism()) {
      case NF_TABLES -> "rules can be made";
      case LEASES -> "the kernel ends a fault that nobody renews";
      case RANDOM_LOSS -> "a share of packets can be lost";
      case OWNER_TABLES -> "faults vanish with the process that made them";
      case EGRESS_HOOK -> "what leaves can be lost without the sender's calls failing";
      case SILENT_EGRESS_LOSS -> "TCP takes what is lost on its way out for loss in the network";
    };
  }
}
