/// Tests of the event stream by itself.
@org.jspecify.annotations.NullMarked
package io.entropy.server.event;
