package io.entropy.injectors.spi.mode.value;

/// What network traffic is made of. `ICMP` means ICMP on IPv4 and ICMPv6 on IPv6.
public enum Protocol {
  TCP,
  UDP,
  ICMP
}
