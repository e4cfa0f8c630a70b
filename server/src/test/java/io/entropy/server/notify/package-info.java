/// Tests of notifications from the manager to receivers that speak HTTP.
@NullMarked
package io.entropy.server.notify;

import org.jspecify.annotations.NullMarked;
