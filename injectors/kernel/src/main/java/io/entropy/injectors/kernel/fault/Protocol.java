package io.entropy.injectors.kernel.fault;

/// A transport protocol; ICMP means ICMP in IPv4 and ICMPv6 in IPv6.
public enum Protocol {
  TCP,
  UDP,
  ICMP
}
