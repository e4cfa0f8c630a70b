package io.entropy.policymanager.notify;

import io.entropy.api.v1.Notification;
import io.entropy.api.v1.NotificationSpec;
import java.net.URI;

/// A notification as it may be shown: without its secret, and without what may be secret in its
/// address: a query, and with Slack, whose addresses are the permission, the path.
public final class VisibleNotification {
  private static final String HIDDEN = "…";

  private VisibleNotification() {}

  public static Notification of(Notification stored) {
    NotificationSpec spec = stored.getSpec();
    return stored.toBuilder().setSpec(spec.toBuilder().clearSecret().setUrl(address(spec))).build();
  }

  private static String address(NotificationSpec spec) {
    URI url = URI.create(spec.getUrl());
    String server = url.getScheme() + "://" + url.getRawAuthority();
    if (spec.getFormat().equals(NotificationFormat.SLACK.text())) {
      return server + "/" + HIDDEN;
    }
    String query = url.getRawQuery() == null ? "" : "?" + HIDDEN;
    return server + url.getRawPath() + query;
  }
}
