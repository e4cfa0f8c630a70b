/// Notifications: receivers that are told of events by HTTP POST, each at least once and in order.
///
/// One virtual thread follows which notifications there are, and each has one of its own, so that a
/// receiver that is slow or dead delays nobody. Read
/// [io.entropy.policymanager.notify.NotificationLoop] first, then `Delivery`.
@NullMarked
package io.entropy.policymanager.notify;

import org.jspecify.annotations.NullMarked;
