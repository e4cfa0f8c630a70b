package io.entropy.cli.client;

import io.entropy.api.text.Violations;
import io.entropy.api.v1.EventFilter;
import io.entropy.api.v1.SubscribeRequest;
import io.entropy.api.v1.SubscribeResponse;
import io.entropy.cli.output.EventPrinter;
import io.entropy.cli.run.Printers;
import io.entropy.cli.run.RunPlan;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `entropy events`: what a manager says happened, from a position on. Where to go on is told on
/// standard error in the end.
@Command(
    name = "events",
    description = "Shows a manager's events: those that are kept, and with --follow what comes.",
    mixinStandardHelpOptions = true)
public final class EventsCommand implements Callable<Integer> {
  @Mixin private ManagerOption manager = new ManagerOption();

  @Option(
      names = "--follow",
      description = "Goes on with what happens from now on; alone, that is all there is.")
  private boolean follow;

  @Option(
      names = "--from",
      paramLabel = "POSITION",
      description = "What came after it, or 'oldest' (default without --follow).")
  private String from = "";

  @Option(
      names = "--filter",
      paramLabel = "KEY=VALUE",
      description =
          "type, policy, target or node, e.g. type=injection.*. Repeatable: one of each key's.")
  private List<String> filters = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "auto|plain|json",
      defaultValue = "auto",
      description = "As in 'entropy run' (${DEFAULT-VALUE}).")
  private String output = "auto";

  @Override
  public Integer call() throws Exception {
    Violations violations = new Violations();
    EventFilter filter = EventFilters.read(filters, violations);
    var shown = violations.read("--output", output, RunPlan::output);
    violations.throwIfAny();
    SubscribeRequest request =
        SubscribeRequest.newBuilder()
            .setAfter(from.isEmpty() && !follow ? "oldest" : from)
            .setFollow(follow)
            .setFilter(filter)
            .build();
    try (ManagerClient client = manager.open();
        EventPrinter printer = Printers.choose(shown.orElseThrow(), true)) {
      new EventFeed(client, request).read(response -> show(response, printer));
    }
    return 0;
  }

  private static boolean show(SubscribeResponse response, EventPrinter printer) {
    switch (response.getWhatCase()) {
      case EVENT -> printer.print(response.getEvent());
      case LOST ->
          System.err.println(
              "entropy: events after %s are gone: %s"
                  .formatted(response.getLost().getAfter(), response.getLost().getWhy()));
      case CAUGHT_UP, WHAT_NOT_SET -> {
        // Nothing to show.
      }
    }
    return true;
  }
}
