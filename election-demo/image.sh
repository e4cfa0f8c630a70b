#!/usr/bin/env bash
# Builds the voter's image on this machine, from nothing but the JDK, the C library and the jar:
# no registry, no base image. Takes a tag (entropy/election-demo:latest), prints the image's id.
# When an image of the same content is there already, it only gets the tag.
set -euo pipefail

tag=${1:-entropy/election-demo:latest}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# shellcheck source=images/scratch.sh
. "$here/../images/scratch.sh"

# The one jar that Maven made; sources and tests have jars with a suffix.
jar=$(find "$here/target" -maxdepth 1 -name 'entropy-election-demo-*.jar' \
  ! -name '*-tests.jar' ! -name '*-sources.jar' ! -name '*-javadoc.jar' 2>/dev/null | sort | tail -1)
[ -n "$jar" ] || fail "no jar in $here/target: run 'mvn -pl election-demo package' first"
need_engine
jdk=$(find_jdk)
libc=$(find_libc "$jdk")

content=$(cat "$jar" "$here/../images/scratch.sh" "${BASH_SOURCE[0]}" "$jdk/release" "$libc" | sha256sum | cut -c1-32)
reuse io.entropy.demo.content "$content" "$tag" && exit

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

link_jre "$jdk" "$root" java.base,jdk.httpserver
# With a heap of 32 MB pointers are always compressed.
rm -f "$root/jre/lib/server/classes_nocoops.jsa"
add_libraries "$root" "$libc"
mkdir -p "$root/data"
echo 'voter:x:1000:1000::/data:/none' >"$root/etc/passwd"
cp "$jar" "$root/voter.jar"
chmod 1777 "$root/data"

# A voter idles: the small collector and compiler, and no file of performance counters written
# twenty times a second.
import "$root" "$tag" \
  'ENTRYPOINT ["/jre/bin/java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx32m", "-Xss512k", "-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError", "-jar", "/voter.jar"]' \
  'ENV ELECTION_DATA=/data' \
  'USER 1000:1000' \
  'WORKDIR /data' \
  'EXPOSE 7000/udp 8080/tcp' \
  'LABEL io.entropy.demo=election' \
  "LABEL io.entropy.demo.content=$content"
forget_old io.entropy.demo=election
