#!/usr/bin/env bash
# Builds the voter's image on this machine, from nothing but the JDK, the C library and the jar:
# no registry, no base image. Takes a tag (entropy/election-demo:latest), prints the image's id.
# When an image of the same content is there already, it only gets the tag.
set -euo pipefail

tag=${1:-entropy/election-demo:latest}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

fail() { echo "image.sh: $*" >&2; exit 1; }

find_jdk() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    if [ -x "$home/bin/jlink" ] && grep -q '^JAVA_VERSION="25' "$home/release" 2>/dev/null; then
      echo "$home"
      return
    fi
  done
  fail 'no JDK 25: set JAVA_HOME, or install one below /usr/lib/jvm'
}

# The one jar that Maven made; sources and tests have jars with a suffix.
jar=$(find "$here/target" -maxdepth 1 -name 'entropy-election-demo-*.jar' \
  ! -name '*-tests.jar' ! -name '*-sources.jar' ! -name '*-javadoc.jar' 2>/dev/null | sort | tail -1)
[ -n "$jar" ] || fail "no jar in $here/target: run 'mvn -pl election-demo package' first"
command -v docker >/dev/null || fail 'no docker command: install docker.io'
docker version --format '{{.Server.Version}}' >/dev/null || fail 'the Docker engine does not answer'
jdk=$(find_jdk)
libc=$(ldd "$jdk/bin/java" | awk '$1 == "libc.so.6" {print $3}')
[ -n "$libc" ] || fail "$jdk/bin/java does not use glibc"

content=$(cat "$jar" "${BASH_SOURCE[0]}" "$jdk/release" "$libc" | sha256sum | cut -c1-32)
image=$(docker images --quiet --no-trunc --filter "label=io.entropy.demo.content=$content" | head -1)
if [ -n "$image" ]; then
  docker tag "$image" "$tag"
  echo "$image"
  exit
fi

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

# --strip-java-debug-attributes rather than --strip-debug, which would need objcopy. Class sharing
# halves the time a JVM takes to start; its warnings are about modules left out on purpose.
"$jdk/bin/jlink" --add-modules java.base,jdk.httpserver --vm server --compress zip-6 \
  --strip-java-debug-attributes --no-header-files --no-man-pages --generate-cds-archive \
  --output "$root/jre" >"$root/jlink.log" 2>&1 || { cat "$root/jlink.log" >&2; fail 'jlink failed'; }
# With a heap of 32 MB pointers are always compressed.
rm -f "$root/jlink.log" "$root/jre/lib/server/classes_nocoops.jsa" \
  "$root/jre/bin/keytool" "$root/jre/bin/jwebserver" "$root/jre/lib/classlist"

# What ldd finds for the launcher and each library, at the same paths, and what glibc itself opens
# by name to look up hosts (inside libc.so.6 since 2.34, but earlier ones need these).
{
  find "$root/jre" -name '*.so' -o -path '*/bin/java' | while read -r binary; do
    LD_LIBRARY_PATH="$root/jre/lib:$root/jre/lib/server" ldd "$binary"
  done | grep -o '/[^ ]*' | grep -v "^$root"
  for name in libnss_files.so.2 libnss_dns.so.2 libresolv.so.2; do
    find "$(dirname "$libc")" -maxdepth 1 -name "$name"
  done
} | sort -u | while read -r library; do
  mkdir -p "$root$(dirname "$library")"
  cp --dereference "$library" "$root$library"
done

mkdir -p "$root/etc" "$root/tmp" "$root/data"
echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
echo 'voter:x:1000:1000::/data:/none' >"$root/etc/passwd"
cp "$jar" "$root/voter.jar"
chmod 1777 "$root/tmp" "$root/data"

# A voter idles: the small collector and compiler, and no file of performance counters written
# twenty times a second.
image=$(tar --create --directory "$root" --sort=name --owner=0 --group=0 --numeric-owner \
    --mtime=@0 . | docker import \
  --change 'ENTRYPOINT ["/jre/bin/java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx32m", "-Xss512k", "-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError", "-jar", "/voter.jar"]' \
  --change 'ENV ELECTION_DATA=/data' \
  --change 'USER 1000:1000' \
  --change 'WORKDIR /data' \
  --change 'EXPOSE 7000/udp 8080/tcp' \
  --change 'LABEL io.entropy.demo=election' \
  --change "LABEL io.entropy.demo.content=$content" \
  - "$tag")

# Earlier contents that no tag and no container needs any more.
docker images --quiet --filter dangling=true --filter label=io.entropy.demo=election |
  xargs --no-run-if-empty docker rmi >/dev/null 2>&1 || true
echo "$image"
