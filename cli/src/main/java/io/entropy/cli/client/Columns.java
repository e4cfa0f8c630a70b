package io.entropy.cli.client;

import com.google.protobuf.Timestamp;
import io.entropy.api.selector.Selectors;
import io.entropy.api.text.Durations;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Failure;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.JoinToken;
import io.entropy.api.v1.MechanismStatus;
import io.entropy.api.v1.NetworkAttachment;
import io.entropy.api.v1.Node;
import io.entropy.api.v1.Notification;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetSelector;
import io.entropy.api.v1.User;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What the tables show of each kind of object.
final class Columns {
  private static final int SHORT_ID = 12;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  static final List<Column<FailurePolicy>> POLICIES =
      List.of(
          Column.of("ID", FailurePolicy::getId),
          Column.of("NAME", p -> p.getSpec().getName()),
          Column.of("FAILURE", p -> failure(p.getSpec().getFailure())),
          Column.of("TARGET", p -> selector(p.getSpec().getTarget())),
          Column.of("EVERY", p -> duration(p.getSpec().getFrequency())),
          Column.of("PROBABILITY", p -> number(p.getSpec().getProbability())),
          Column.of("STATE", p -> word(p.getStatus().getState())),
          Column.of("INJECTIONS", p -> Long.toString(p.getStatus().getInjections())),
          Column.wide("ROLLS", p -> Long.toString(p.getStatus().getRolls())),
          Column.wide("REFUSED", p -> Long.toString(p.getStatus().getRefusals())),
          Column.wide("SEED", p -> Long.toUnsignedString(p.getSpec().getSeed())),
          Column.wide("CREATED", p -> time(p.getMeta().getCreated())));

  static final List<Column<Injection>> INJECTIONS =
      List.of(
          Column.of("ID", Injection::getId),
          Column.of("POLICY", i -> i.getSpec().getPolicyId()),
          Column.of("TARGET", i -> i.getSpec().getTargetKey()),
          Column.of("FAILURE", i -> failure(i.getSpec().getFailure())),
          Column.of("FOR", i -> duration(i.getSpec().getDuration())),
          Column.of("STATE", i -> word(i.getStatus().getState())),
          Column.of(
              "END", i -> i.getStatus().getEndValue() == 0 ? "" : word(i.getStatus().getEnd())),
          Column.of("ACHIEVED", i -> i.getStatus().getFidelity().getAchieved()),
          Column.wide("NODE", i -> shortId(i.getSpec().getNodeId())),
          Column.wide("MECHANISM", i -> i.getStatus().getMechanism()),
          Column.wide("BEGAN", i -> time(i.getStatus().getApplied())),
          Column.wide("MESSAGE", i -> i.getStatus().getMessage()));

  static final List<Column<Node>> NODES =
      List.of(
          Column.of("ID", n -> shortId(n.getId())),
          Column.of("NAME", n -> n.getSpec().getName()),
          Column.of("STATE", n -> word(n.getStatus().getState())),
          Column.of("ENGINE", n -> n.getStatus().getEngineVersion()),
          Column.of("KERNEL", n -> n.getStatus().getKernel()),
          Column.wide("MISSING", Columns::missing),
          Column.wide("MESSAGE", n -> n.getStatus().getMessage()));

  static final List<Column<Notification>> NOTIFICATIONS =
      List.of(
          Column.of("ID", Notification::getId),
          Column.of("NAME", n -> n.getSpec().getName()),
          Column.of("FORMAT", n -> n.getSpec().getFormat()),
          Column.of("URL", n -> n.getSpec().getUrl()),
          Column.of("DELIVERED", n -> Long.toString(n.getStatus().getDelivered())),
          Column.of("FAILURES", n -> Integer.toString(n.getStatus().getFailures())),
          Column.of("ERROR", n -> n.getStatus().getLastError()),
          Column.wide("LOSSES", n -> Integer.toString(n.getStatus().getLosses())),
          Column.wide("POSITION", n -> n.getStatus().getPosition()),
          Column.wide("DELIVERED AT", n -> time(n.getStatus().getLastDelivered())));

  static final List<Column<Target>> TARGETS =
      List.of(
          Column.of("ID", t -> shortId(t.getId())),
          Column.of("NAME", t -> t.getSpec().getName()),
          Column.of("IMAGE", t -> t.getSpec().getImage()),
          Column.of("STATE", t -> word(t.getStatus().getState())),
          Column.of("HEALTH", t -> word(t.getStatus().getHealth())),
          Column.of("NODE", t -> shortId(t.getSpec().getNodeId())),
          Column.wide("ADDRESSES", Columns::addresses),
          Column.wide("LABELS", t -> pairs(t.getSpec().getLabelsMap())));

  static final List<Column<JoinToken>> TOKENS =
      List.of(
          Column.of("ID", JoinToken::getId),
          Column.of("ENDS", t -> time(t.getSpec().getExpires())),
          Column.of("ONCE", t -> t.getSpec().getOnce() ? "yes" : "no"),
          Column.of("JOINED", t -> Integer.toString(t.getStatus().getJoined())),
          Column.of("BY", t -> t.getSpec().getAuthor()),
          Column.wide("NODE", t -> shortId(t.getStatus().getNode())));

  static final List<Column<User>> USERS =
      List.of(
          Column.of("NAME", User::getId),
          Column.of("REVOKED", u -> time(u.getStatus().getRevoked())));

  private Columns() {}

  private static String failure(Failure failure) {
    String parameters = pairs(failure.getParametersMap());
    return parameters.isEmpty() ? failure.getMode() : failure.getMode() + " " + parameters;
  }

  private static String selector(TargetSelector selector) {
    List<String> parts = new ArrayList<>();
    selector.getRequirementsList().forEach(r -> parts.add(Selectors.format(r)));
    if (!selector.getProject().isEmpty()) {
      parts.add("project " + selector.getProject());
    }
    if (!selector.getContainer().isEmpty()) {
      parts.add("container " + selector.getContainer());
    }
    return String.join(", ", parts);
  }

  private static String missing(Node node) {
    return node.getStatus().getMechanismsList().stream()
        .filter(mechanism -> !mechanism.getAvailable())
        .map(MechanismStatus::getName)
        .collect(Collectors.joining(", "));
  }

  private static String addresses(Target target) {
    return target.getStatus().getNetworksList().stream()
        .map(NetworkAttachment::getAddressesList)
        .flatMap(List::stream)
        .collect(Collectors.joining(", "));
  }

  private static String pairs(Map<String, String> map) {
    return map.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(" "));
  }

  private static String shortId(String id) {
    return id.length() > SHORT_ID ? id.substring(0, SHORT_ID) : id;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String duration(com.google.protobuf.Duration duration) {
    return Durations.format(ProtoTime.fromProto(duration));
  }

  private static String time(Timestamp time) {
    return time.getSeconds() == 0
        ? ""
        : TIME.format(ProtoTime.fromProto(time).atZone(ZoneId.systemDefault()));
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
