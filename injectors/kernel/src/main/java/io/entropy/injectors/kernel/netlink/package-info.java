/// Netlink: sockets, messages, attributes, acknowledgements (RFC 3549; `linux/netlink.h`).
///
/// The kernel handles a request inside `send`, so its whole answer is queued when `send` returns:
/// an exchange is "send, then receive without waiting until nothing is left". A socket is used by
/// one thread at a time (it holds a lock); buffers are pooled, since thousands of sockets share
/// them.
///
/// Read [NetlinkSocket] first, then [MessageWriter] and [AttributeReader].
@NullMarked
package io.entropy.injectors.kernel.netlink;

import org.jspecify.annotations.NullMarked;
