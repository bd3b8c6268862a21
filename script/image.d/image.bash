# Sourced by script/image-test: builds images with buildah and starts them without an engine. Defines functions only.
# shellcheck shell=bash

store=()

buildah_() {
  buildah --storage-driver vfs "${store[@]}" "$@"
}

expect() {
  [[ $2 == "$3" ]] || die "$1: expected '$3', got '$2'"
  say "ok: $1"
}

from_image() {
  buildah_ inspect --type image --format "{{$1}}" "$image"
}

# Makes image $2 of the folder $1.
commit_base() {
  local scratch
  scratch=$(buildah_ from scratch)
  buildah_ copy -q "$scratch" "$1" / >/dev/null
  buildah_ config --arch "${3-amd64}" --cmd /bin/bash --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$scratch"
  buildah_ commit -q "$scratch" "$2" >/dev/null
  buildah_ rm "$scratch" >/dev/null
}

# A minimal Debian with this machine's own certificate authorities, should a proxy need them.
make_debian_base() {
  local authority
  say "making a base image with debootstrap"
  debootstrap --variant=minbase --include=ca-certificates bookworm "$work/root" >"$work/debootstrap.log" 2>&1 ||
    { tail -n 20 "$work/debootstrap.log" >&2; die "debootstrap failed"; }
  for authority in /usr/local/share/ca-certificates/*.crt; do
    [[ ! -e $authority ]] || cp "$authority" "$work/root/usr/local/share/ca-certificates/"
  done
  chroot "$work/root" update-ca-certificates >/dev/null 2>&1
  commit_base "$work/root" "$1"
  rm -rf --one-file-system "$work/root"
}

# Debian's Java for arm64, unpacked without a configuration of its packages.
make_arm64_base() {
  local package tree=$work/arm64
  say "making a base image for arm64 with debootstrap"
  debootstrap --arch=arm64 --variant=minbase --foreign --include=openjdk-17-jre-headless bookworm "$tree" \
    >"$work/debootstrap.log" 2>&1 || { tail -n 20 "$work/debootstrap.log" >&2; die "debootstrap failed"; }
  for package in "$tree"/var/cache/apt/archives/*.deb; do
    dpkg -x "$package" "$tree"
  done
  rm -rf "$tree"/var/cache/apt/archives/*.deb "$tree"/debootstrap
  ln -s ../lib/jvm/java-17-openjdk-arm64/bin/java "$tree/usr/bin/java"
  commit_base "$tree" "$1" arm64
  rm -rf --one-file-system "$tree"
}

# A base with nothing of its own but what RUN steps write: /usr comes from this machine.
make_host_base() {
  local tree=$work/host link
  mkdir -p "$tree"/{etc,dev,proc,sys,tmp,usr,run,root} "$tree"/var/{lib,tmp}
  chmod 1777 "$tree/tmp" "$tree/var/tmp"
  for link in bin sbin lib lib32 lib64; do
    [[ ! -L /$link ]] || cp -a "/$link" "$tree/"
  done
  cp -a /etc/passwd /etc/group /etc/ld.so.cache /etc/alternatives "$tree/etc/"
  for link in /etc/java-*; do
    [[ ! -e $link ]] || cp -a "$link" "$tree/etc/"
  done
  commit_base "$tree" "$1"
  rm -rf --one-file-system "$tree"
}

# The context of an image for which the built jar is taken: $1, with the encoders in folder $2.
make_context() {
  mkdir -p "$1/camera-app/target" "$1/deploy"
  cp -r "$root"/{Dockerfile,LICENSE} "$1/"
  cp -r "$root/deploy/docker" "$root/deploy/device" "$1/deploy/"
  cp "$jar" "$1/camera-app/target/"
  [[ ! -d $2 ]] || cp -r "$2" "$1/camera-app/target/encoders"
}

# Puts the number of the service's process, the first one of its namespaces, into $process. Fails before they are made:
# a request would go to this machine's own ports.
find_process() {
  process=$(cat "/proc/$service/task/$service/children" 2>/dev/null) && process=${process%% *} && [[ -n $process ]] &&
    [[ $(readlink "/proc/$process/ns/net") != "$(readlink /proc/self/ns/net)" ]]
}

# Starts the image in folder $tree; fails unless it becomes ready.
start_service() {
  local entrypoint environment deadline=$((SECONDS + ${START_SECONDS-90}))
  mapfile -t entrypoint < <(from_image 'range .OCIv1.Config.Entrypoint}}{{println .}}{{end' | sed '/^$/d')
  mapfile -t environment < <(from_image 'range .OCIv1.Config.Env}}{{println .}}{{end' | sed '/^$/d')
  environment+=(CAMERA_ADMIN_PASSWORD=image-test)
  mkdir -p "$work/data"
  chown "$(from_image .OCIv1.Config.User)" "$work/data"
  unshare --mount --net --pid --fork --kill-child "$root/script/image.d/isolated" "$tree" "$work/data" \
    "$(from_image .OCIv1.Config.User)" "$(from_image .OCIv1.Config.WorkingDir)" "${environment[@]}" -- \
    "${entrypoint[@]}" >"$work/service.log" 2>&1 &
  service=$!
  until [[ $(status 8081 /actuator/health/readiness) == *" 200"* ]]; do
    if ! kill -0 "$service" 2>/dev/null || ((SECONDS > deadline)); then
      tail -n 40 "$work/service.log" >&2
      die "the image's service does not become ready"
    fi
    sleep 0.3
  done
  find_process
  say "ok: ready, read-only, with noexec on /tmp and no network"
}

# The signal goes to the service itself; as the first process of its namespace it may ignore it before it has started.
stop_service() {
  [[ -n $service ]] || return 0
  ! find_process || kill "$process" 2>/dev/null || true
  for _ in {1..100}; do
    kill -0 "$service" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL "$service" 2>/dev/null || true
  wait "$service" 2>/dev/null || true
  service=
}

# Runs a command of this machine in the network of the running image.
beside() {
  find_process && nsenter --target "$process" --net -- "$@"
}

# Prints the status line of GET http://127.0.0.1:$1$2 in the network of the running image.
status() {
  # shellcheck disable=SC2016 # the inner shell expands its own arguments
  beside timeout 20 bash -c '
    exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
    printf "GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n" "$2" >&3
    head -n 1 <&3' _ "$1" "$2" 2>/dev/null | sed 's/[[:space:]]*$//' || true
}

# Prints the body of the response.
body() {
  # shellcheck disable=SC2016 # the inner shell expands its own arguments
  beside timeout 20 bash -c '
    exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
    printf "GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n" "$2" >&3
    sed "1,/^\r*$/d" <&3' _ "$1" "$2" 2>/dev/null || true
}

# Runs the image's health check as an engine does, in the running image and up to three times; prints healthy or
# unhealthy.
health() {
  local check environment
  check=$(from_image 'index .Docker.Config.Healthcheck.Test 1')
  mapfile -t environment < <(from_image 'range .OCIv1.Config.Env}}{{println .}}{{end' | sed '/^$/d')
  find_process
  for _ in {1..3}; do
    if nsenter --target "$process" --all --root -S 10001 -G 10001 -- env -i -C / "${environment[@]}" "$check" >&2; then
      echo healthy
      return
    fi
  done
  echo unhealthy
}
