# Functions for images made of this machine's own parts: no registry, no base image. To be sourced.
# shellcheck shell=bash

fail() { echo "$(basename "$0"): $*" >&2; exit 1; }

need_engine() {
  command -v docker >/dev/null || fail 'no docker command: install docker.io'
  docker version --format '{{.Server.Version}}' >/dev/null || fail 'the Docker engine does not answer'
}

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

find_libc() {
  local libc
  libc=$(ldd "$1/bin/java" | awk '$1 == "libc.so.6" {print $3}')
  [ -n "$libc" ] || fail "$1/bin/java does not use glibc"
  echo "$libc"
}

# The image of this content, tagged, if there is one.
reuse() { # LABEL CONTENT TAG
  local image
  image=$(docker images --quiet --no-trunc --filter "label=$1=$2" | head -1)
  [ -n "$image" ] || return 1
  docker tag "$image" "$3"
  echo "$image"
}

# A JRE of some modules in ROOT/jre.
link_jre() { # JDK ROOT MODULES
  # --strip-java-debug-attributes rather than --strip-debug, which would need objcopy. Class sharing
  # halves the time a JVM takes to start; its warnings are about modules left out on purpose.
  "$1/bin/jlink" --add-modules "$3" --vm server --compress zip-6 \
    --strip-java-debug-attributes --no-header-files --no-man-pages --generate-cds-archive \
    --output "$2/jre" >"$2.log" 2>&1 || { cat "$2.log" >&2; fail 'jlink failed'; }
  rm -f "$2.log" "$2/jre/bin/keytool" "$2/jre/bin/jwebserver" "$2/jre/lib/classlist"
}

# What ldd finds for the JRE's launcher and each library, at the same paths, and what glibc itself
# opens by name to look up hosts (inside libc.so.6 since 2.34, but earlier ones need these).
add_libraries() { # ROOT LIBC
  {
    find "$1/jre" -name '*.so' -o -path '*/bin/java' | while read -r binary; do
      LD_LIBRARY_PATH="$1/jre/lib:$1/jre/lib/server" ldd "$binary"
    done | grep -o '/[^ ]*' | grep -v "^$1"
    for name in libnss_files.so.2 libnss_dns.so.2 libresolv.so.2; do
      find "$(dirname "$2")" -maxdepth 1 -name "$name"
    done
  } | sort -u | while read -r library; do
    mkdir -p "$1$(dirname "$library")"
    cp --dereference "$library" "$1$library"
  done
  mkdir -p "$1/etc" "$1/tmp"
  chmod 1777 "$1/tmp"
  echo 'hosts: files dns' >"$1/etc/nsswitch.conf"
}

# Makes an image of the folder; prints its id.
import() { # ROOT TAG CHANGE…
  local root=$1 tag=$2 changes=()
  shift 2
  for change; do changes+=(--change "$change"); done
  tar --create --directory "$root" --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 . |
    docker import "${changes[@]}" - "$tag"
}

# Removes earlier contents that no tag and no container needs any more.
forget_old() { # LABEL=VALUE
  docker images --quiet --filter dangling=true --filter "label=$1" |
    xargs --no-run-if-empty docker rmi >/dev/null 2>&1 || true
}
