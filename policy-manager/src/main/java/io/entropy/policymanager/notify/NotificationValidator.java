package io.entropy.policymanager.notify;

import io.entropy.api.text.TextException;
import io.entropy.api.text.Violations;
import io.entropy.api.v1.NotificationSpec;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads a notification's spec at the edge.
final class NotificationValidator {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");
  private static final Pattern TYPE =
      Pattern.compile("(?:io\\.entropy\\.)?(?:[a-z]+(?:\\.[a-z_]+)*|(?:[a-z_]+\\.)*\\*)");
  private static final String URL = "an address such as https://hooks.example.com/entropy";
  private static final int LONGEST = 2_048;

  private NotificationValidator() {}

  /// The spec with its format spelled out.
  ///
  /// @throws io.entropy.api.text.InvalidInputException with every violation; none shows the secret
  ///   or the address
  static NotificationSpec validated(NotificationSpec spec) {
    Violations violations = new Violations();
    if (!NAME.matcher(spec.getName()).matches()) {
      violations.add(
          "name",
          spec.getName().isEmpty()
              ? "it's missing"
              : "`" + spec.getName() + "` isn't a notification's name",
          "letters, digits, `_`, `.` and `-`, first a letter or digit, at most 63");
    }
    var _ = violations.read("url", spec.getUrl(), NotificationValidator::url);
    var format = violations.read("format", spec.getFormat(), NotificationFormat::read);
    for (String type : spec.getFilter().getTypesList()) {
      if (!TYPE.matcher(type).matches()) {
        violations.add(
            "filter.types",
            "`" + type + "` isn't a type of event",
            "a type such as injection.applied, or the beginning of some: injection.*");
      }
    }
    if (spec.getSecret().length() > LONGEST) {
      violations.add("secret", "it's too long", "at most %d characters".formatted(LONGEST));
    }
    violations.throwIfAny();
    return spec.toBuilder().setFormat(format.orElseThrow().text()).build();
  }

  private static URI url(String text) throws TextException {
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new TextException(text.isEmpty() ? "it's missing" : "it's too long", URL);
    }
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      throw new TextException("it isn't an address: " + e.getReason(), URL);
    }
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new TextException("it begins with neither http:// nor https://", URL);
    }
    if (url.getHost() == null || url.getPort() > 65_535) {
      throw new TextException("it names no host that could be reached", URL);
    }
    if (url.getUserInfo() != null || url.getFragment() != null) {
      throw new TextException("it has a user or a #fragment, which aren't sent", URL);
    }
    return url;
  }
}
