# Sourced by the scripts beside it: finds or installs a JDK, finds Maven. Defines functions only.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jar=$root/camera-app/target/camera-app.jar

die() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

say() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
}

# The major version of the Java installation in folder $1 (nothing without one).
java_major() {
  local line
  [[ -x $1/bin/java ]] || return 0
  line=$("$1/bin/java" -version 2>&1 | grep -m 1 -o 'version "[0-9][0-9]*') || return 0
  printf '%s' "${line#version \"}"
}

is_jdk() {
  local major
  [[ -x $1/bin/javac ]] || return 1
  major=$(java_major "$1")
  [[ -n $major && $major -ge 17 ]]
}

# Prints the folder of a JDK 17 or newer: JAVA_HOME, the one on PATH, else one of Debian's usual place.
find_jdk() {
  local on_path folder
  if on_path=$(command -v javac); then
    on_path=$(readlink -f "$on_path")
    on_path=${on_path%/bin/javac}
  fi
  for folder in "${JAVA_HOME-}" "$on_path" /usr/lib/jvm/*; do
    if [[ -n $folder ]] && is_jdk "$folder"; then
      printf '%s' "$folder"
      return 0
    fi
  done
  return 1
}

# Runs a command as root; fails when this user may not.
as_root() {
  if ((EUID == 0)); then
    "$@"
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    sudo -n "$@"
  else
    return 1
  fi
}

may_install() {
  command -v apt-get >/dev/null && as_root true
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

# Installs Debian packages that are not there yet. Fails when it may not, or when the archive has them not.
install_packages() {
  local package missing=()
  for package in "$@"; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  may_install || return 1
  say "installing ${missing[*]}"
  # The lists of a fresh or an old machine know the packages not at all, or files that are gone.
  apt_install "${missing[@]}" 2>/dev/null || { as_root apt-get update -qq >&2 && apt_install "${missing[@]}"; }
}

# Sets JAVA_HOME and PATH to a JDK 17 or newer, installing Debian's if necessary.
require_jdk() {
  local home
  if ! home=$(find_jdk); then
    say "no JDK 17 or newer in JAVA_HOME, on PATH or in /usr/lib/jvm"
    may_install || die "install one and start again: sudo apt-get install openjdk-17-jdk-headless"
    # Debian 12 has 17; later releases have a newer one behind the second name.
    install_packages openjdk-17-jdk-headless || install_packages default-jdk-headless ||
      die "apt-get could not install openjdk-17-jdk-headless; install a JDK 17 or newer by hand"
    home=$(find_jdk) || die "no JDK 17 or newer after installing one; set JAVA_HOME"
  fi
  export JAVA_HOME=$home PATH=$home/bin:$PATH
}

# Runs Maven in the clone: the wrapper's pinned one, else the machine's when the wrapper cannot fetch it.
maven() {
  local command=("$root/mvnw")
  # The wrapper's checksum is that of a zip file; without unzip it fetches another one and refuses it.
  command -v unzip >/dev/null || install_packages unzip || true
  if ! (cd "$root" && ./mvnw -v) >/dev/null 2>&1; then
    command -v mvn >/dev/null ||
      die "mvnw cannot fetch Maven (set MVNW_REPOURL to a mirror, if there is one) and there is no mvn on PATH"
    say "mvnw cannot fetch Maven: using $(command -v mvn)"
    command=(mvn)
  fi
  (cd "$root" && "${command[@]}" -B "$@")
}

# True when the jar is missing, or older than a source, a pom or a folder that lost a file.
jar_is_stale() {
  [[ -f $jar ]] || return 0
  [[ -n $(find "$root"/pom.xml "$root"/*/pom.xml "$root"/*/src/main -newer "$jar" -print -quit) ]]
}

# Builds the jar if it is stale. A build cut short must not leave half a jar that looks new.
require_jar() {
  jar_is_stale || return 0
  say "building $jar (the first time takes a few minutes)"
  trap 'rm -f "$jar"; exit 130' INT TERM
  # Maven would keep the drivers in it if only a driver has changed.
  rm -f "$jar"
  maven -q -DskipTests -pl camera-app -am package >&2 || { rm -f "$jar"; die "the build failed"; }
  trap - INT TERM
  touch "$jar"
}

# Sets deb to the Debian package of the jar, building both if they are stale.
require_deb() {
  deb=$(find "$root/camera-app/target" -maxdepth 1 -name 'camerad_*_all.deb' -newer "$root/pom.xml" 2>/dev/null | sed -n 1p)
  if jar_is_stale || [[ -z $deb || -n $(find "$root/deploy" -newer "$deb" -print -quit) ]]; then
    rm -f "$root"/camera-app/target/camerad_*_all.deb "$jar"
    require_jar
    deb=$(find "$root/camera-app/target" -maxdepth 1 -name 'camerad_*_all.deb')
  fi
  [[ -f $deb ]] || die "the build made no Debian package"
}

# Prints the status line of GET http://127.0.0.1:$1$2; nothing when nobody answers in time. Needs no curl.
http_status() {
  # shellcheck disable=SC2016 # the inner shell expands its own arguments
  timeout 3 bash -c '
    exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
    printf "GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n" "$2" >&3
    head -n 1 <&3' _ "$1" "$2" 2>/dev/null | sed 's/[[:space:]]*$//'
}

# True when something accepts connections on the loopback port $1.
port_in_use() {
  # shellcheck disable=SC2016 # the inner shell expands its own arguments
  timeout 3 bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$1"' _ "$1" 2>/dev/null
}

# shellcheck disable=SC2034 # for the scripts that source this file
console_tools=$root/camera-app/src/test/console

# shellcheck disable=SC2034 # for the scripts that source this file
onvif_tools=$root/camera-app/src/test/onvif-clients

# Installs the npm packages of folder $1, by its lock file. Prints why it could not.
install_node_tools() {
  if ! command -v npm >/dev/null; then
    printf 'no npm'
    return 1
  fi
  cmp -s "$1/package-lock.json" "$1/node_modules/.installed" && return
  say "installing the npm packages of ${1##*/}"
  if ! (cd "$1" && timeout 300 npm ci --ignore-scripts --no-audit --no-fund >/dev/null); then
    printf 'npm could not install their tools'
    return 1
  fi
  cp "$1/package-lock.json" "$1/node_modules/.installed"
}
