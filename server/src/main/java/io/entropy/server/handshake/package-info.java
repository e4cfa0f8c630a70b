/// Connections that fail before anybody can call: why, and a record of them that strangers can't
/// fill.
///
/// Start with `HandshakeLog`. [io.entropy.server.handshake.HandshakeWatch] sits in each connection
/// on its network thread and hands over what failed; nothing there waits for the store. Who shows a
/// certificate is judged by [io.entropy.server.handshake.ClientTrust], which remembers whom it has
/// refused.
@NullMarked
package io.entropy.server.handshake;

import org.jspecify.annotations.NullMarked;
