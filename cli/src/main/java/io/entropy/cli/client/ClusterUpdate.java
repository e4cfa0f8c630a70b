package io.entropy.cli.client;

import io.entropy.api.text.Amounts;
import io.entropy.api.text.TextException;
import io.entropy.api.text.Violations;
import io.entropy.api.v1.Amount;
import io.entropy.api.v1.ClusterBounds;
import io.entropy.api.v1.ClusterInfo;
import io.entropy.api.v1.GetClusterRequest;
import io.entropy.api.v1.UpdateClusterRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `entropy cluster update`: changes the bounds that are typed and leaves the rest. Refused when
/// another has changed them in between.
@Command(
    name = "update",
    description = {
      "Changes the bounds of all policies, from each one's next tick on.",
      "The defaults are for policies that are created or updated later."
    },
    mixinStandardHelpOptions = true)
final class ClusterUpdate implements Runnable {
  private static final String NONE = "none";

  @Mixin private ManagerOption manager = new ManagerOption();

  @Option(
      names = "--max-active",
      paramLabel = "N|N%|none",
      description =
          "At most so many targets with a fault at once over all policies and nodes; percent of the"
              + " containers that run.")
  private @Nullable String maxActive;

  @Option(
      names = "--default-limit",
      paramLabel = "N|N%|none",
      description = "At most so many targets with a fault at once, for policies that set no limit.")
  private @Nullable String limit;

  @Option(
      names = "--default-min-healthy",
      paramLabel = "N|N%|none",
      description = "At least so many healthy targets without a fault, for policies that set none.")
  private @Nullable String minHealthy;

  @Override
  public void run() {
    checkTyped();
    try (ManagerClient client = manager.open()) {
      ClusterInfo known =
          client.call(control -> control.getCluster(GetClusterRequest.getDefaultInstance()));
      UpdateClusterRequest request =
          UpdateClusterRequest.newBuilder()
              .setVersion(known.getClusterVersion())
              .setBounds(changed(known.getBounds()))
              .build();
      var _ = client.call(control -> control.updateCluster(request));
    }
  }

  /// Before anybody is asked.
  private void checkTyped() {
    var _ = changed(ClusterBounds.getDefaultInstance());
  }

  private ClusterBounds changed(ClusterBounds known) {
    Violations violations = new Violations();
    if (maxActive == null && limit == null && minHealthy == null) {
      violations.add(
          "update", "there is nothing to change", "--max-active, --default-limit or the like");
    }
    ClusterBounds.Builder bounds = known.toBuilder();
    read("--max-active", maxActive, violations, bounds::setMaxActive);
    read(
        "--default-limit",
        limit,
        violations,
        amount -> bounds.getDefaultBlastRadiusBuilder().setLimit(amount));
    read(
        "--default-min-healthy",
        minHealthy,
        violations,
        amount -> bounds.getDefaultBlastRadiusBuilder().setMinHealthy(amount));
    violations.throwIfAny();
    return bounds.build();
  }

  private static void read(
      String option, @Nullable String typed, Violations violations, Consumer<Amount> set) {
    if (typed != null) {
      violations.read(option, typed, ClusterUpdate::amount).ifPresent(set);
    }
  }

  /// An amount that isn't set is no bound.
  private static Amount amount(String typed) throws TextException {
    return typed.equals(NONE) ? Amount.getDefaultInstance() : Amounts.read(typed);
  }
}
