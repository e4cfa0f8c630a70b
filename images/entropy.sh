#!/usr/bin/env bash
# Builds Entropy's image on this machine, from the JDK, the C library, busybox and what ./dev build
# made. Takes a tag (entropy/entropy:latest), prints the image's id. When an image of the same
# content is there already, it only gets the tag.
set -euo pipefail

tag=${1:-entropy/entropy:latest}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=images/scratch.sh
. "$here/scratch.sh"

dist=$here/../cli/target/dist
[ -x "$dist/bin/entropy" ] || fail "no program in $dist: run ./dev build first"
[ -x /bin/busybox ] || fail 'no /bin/busybox: install busybox-static'
need_engine
jdk=$(find_jdk)
libc=$(find_libc "$jdk")
modules=java.base,java.instrument,java.logging,java.management,java.naming,java.net.http
modules+=,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.crypto.ec,jdk.jfr,jdk.management
modules+=,jdk.net,jdk.unsupported,jdk.zipfs

content=$(cat "$here"/*.sh "$jdk/release" "$libc" /bin/busybox "$dist/bin/entropy" \
  "$dist"/lib/*.jar "$dist"/lib/*/*.jar | sha256sum | cut -c1-32)
reuse io.entropy.content "$content" "$tag" && exit

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
link_jre "$jdk" "$root" "$modules"
add_libraries "$root" "$libc"
mkdir -p "$root/bin" "$root/entropy" "$root/var/lib/entropy" "$root/root"
cp /bin/busybox "$root/bin/"
# What the launcher calls.
for applet in sh readlink sed; do ln -s busybox "$root/bin/$applet"; done
cp -r "$dist/bin" "$dist/lib" "$root/entropy/"
echo /jre >"$root/entropy/java-home"
echo 'root:x:0:0::/root:/bin/sh' >"$root/etc/passwd"

import "$root" "$tag" \
  'ENTRYPOINT ["/entropy/bin/entropy"]' \
  'ENV PATH=/entropy/bin:/bin HOME=/root' \
  'VOLUME /var/lib/entropy' \
  'LABEL io.entropy.image=entropy' \
  "LABEL io.entropy.content=$content"
forget_old io.entropy.image=entropy
