/// What those who follow the log have in common, whether a stream or a notification: which events
/// they want, and where they are. Read [io.entropy.policymanager.subscription.EventMatcher] first.
@NullMarked
package io.entropy.policymanager.subscription;

import org.jspecify.annotations.NullMarked;
