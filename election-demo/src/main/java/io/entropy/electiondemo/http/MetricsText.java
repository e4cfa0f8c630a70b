package io.entropy.electiondemo.http;

import io.entropy.electiondemo.election.Message;
import io.entropy.electiondemo.election.Role;
import io.entropy.electiondemo.election.VoterState;
import io.entropy.electiondemo.voter.Counters;
import java.util.Locale;
import java.util.function.ToLongFunction;

/// The metrics page, in Prometheus' text format 0.0.4.
final class MetricsText {
  private final StringBuilder text = new StringBuilder();

  private MetricsText() {}

  static Page page(VoterState state, Counters counters) {
    var metrics = new MetricsText();
    metrics.gauge("term", "Current term.", state.term());
    metrics.gauge(
        "is_leader", "1 when this voter leads.", state.role() instanceof Role.Leader ? 1 : 0);
    metrics.counter("leader_changes_total", "Leaders that became known.", counters.leaderChanges());
    metrics.counter("elections_started_total", "Elections stood in.", counters.electionsStarted());
    metrics.counter(
        "votes_granted_total",
        "Votes given to others, repeats too.",
        counters.sentOf(Message.Kind.VOTE_GRANTED));
    metrics.counter(
        "rivals_heard_total", "Heartbeats of a second leader in one term.", counters.rivalsHeard());
    metrics.byKind("messages_sent_total", "Messages sent.", counters::sentOf);
    metrics.byKind("messages_received_total", "Messages received.", counters::receivedOf);
    metrics.counter("send_failures_total", "Messages not sent.", counters.sendFailures());
    metrics.counter(
        "rejected_datagrams_total",
        "Datagrams that were no message of a peer.",
        counters.rejectedDatagrams());
    return new Page(200, "text/plain; version=0.0.4; charset=utf-8", metrics.text.toString());
  }

  private void gauge(String name, String help, long value) {
    head(name, help, "gauge");
    line(name, value);
  }

  private void counter(String name, String help, long value) {
    head(name, help, "counter");
    line(name, value);
  }

  private void byKind(String name, String help, ToLongFunction<Message.Kind> value) {
    head(name, help, "counter");
    for (var kind : Message.Kind.values()) {
      var label = kind.name().toLowerCase(Locale.ROOT);
      line(name + "{kind=\"" + label + "\"}", value.applyAsLong(kind));
    }
  }

  private void head(String name, String help, String type) {
    text.append("# HELP election_").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE election_").append(name).append(' ').append(type).append('\n');
  }

  private void line(String series, long value) {
    text.append("election_").append(series).append(' ').append(value).append('\n');
  }
}
