#!/bin/sh
# Runs Debian's dbus-daemon and systemd-timesyncd in new namespaces; $1 is the folder for timesyncd.conf.d. A
# timesyncd that ends is started again.
set -e
ip link set lo up
mount -t tmpfs none /etc/systemd
mkdir /etc/systemd/timesyncd.conf.d
mount --bind "$1" /etc/systemd/timesyncd.conf.d
mount -t tmpfs none /run
mount -t tmpfs none /var/lib/systemd
mkdir -p /run/dbus /run/systemd/system /run/systemd/timesync /run/systemd/netif/links /var/lib/systemd/timesync
chown systemd-timesync: /run/systemd/timesync /var/lib/systemd/timesync
dbus-daemon --system --nofork --nopidfile &
while [ ! -S /run/dbus/system_bus_socket ]; do sleep 0.05; done
while :; do
  /lib/systemd/systemd-timesyncd &
  echo $! >/run/timesyncd.pid
  wait $! || true
  sleep 0.1
done
