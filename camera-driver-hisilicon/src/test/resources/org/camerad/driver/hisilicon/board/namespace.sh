#!/bin/sh
# Builds a board's root from busybox in /run/board and connects its eth0 to a DHCP server, in namespaces that end
# with this process. Then it runs the arguments. With OPENIPC, the scripts of that copy of OpenIPC's
# general/overlay are used; otherwise those below, which state what the documented ones do.
set -e
mount -t tmpfs none /run
board=/run/board
mkdir -p $board /run/server /run/own
cd $board
mkdir -p bin sbin dev proc sys tmp run var/run etc/init.d etc/network/interfaces.d etc/network/if-up.d \
  etc/network/if-down.d etc/network/if-pre-up.d etc/network/if-post-down.d usr/sbin usr/bin usr/share/udhcpc etc/udhcpc
ln -s /usr/share/udhcpc/default.script etc/udhcpc/default.script
cp "$(command -v busybox)" bin/busybox
for applet in $(bin/busybox --list); do
  [ "$applet" = busybox ] || ln -s /bin/busybox "bin/$applet"
done
for applet in ifup ifdown ifconfig route udhcpc ip; do
  ln -s /bin/busybox "sbin/$applet"
done
mount -t proc proc proc
mount -t sysfs sys sys
mount --bind /dev dev
printf 'iface lo inet loopback\n\nsource-dir /etc/network/interfaces.d\n' >etc/network/interfaces
printf 'iface eth0 inet dhcp\n' >etc/network/interfaces.d/eth0
printf '#!/bin/sh\nexit 1\n' >usr/sbin/fw_printenv
cat >usr/share/udhcpc/default.script <<'SCRIPT'
#!/bin/sh
case "$1" in
deconfig) ifconfig "$interface" up; ifconfig "$interface" 0.0.0.0 ;;
renew | bound)
  ifconfig "$interface" "$ip" netmask "$subnet"
  while route del default gw 0.0.0.0 dev "$interface" 2>/dev/null; do :; done
  for gateway in $router; do route add default gw "$gateway" dev "$interface"; done
  ;;
esac
SCRIPT
cat >etc/init.d/S40network <<'SCRIPT'
#!/bin/sh
start() { ifup lo; ifup eth0; }
stop() { ifdown lo; ifdown -f eth0; }
case "$1" in
start | stop) $1 ;;
restart) stop; start ;;
esac
SCRIPT
cat >etc/init.d/S95majestic <<'SCRIPT'
#!/bin/sh
[ -r /etc/TZ ] && export TZ=$(cat /etc/TZ)
start() { start-stop-daemon -b -m -S -q -p /var/run/majestic.pid -x /bin/sh -- /usr/bin/majestic -s; }
stop() { start-stop-daemon -K -q -p /var/run/majestic.pid && rm -f /var/run/majestic.pid; }
case "$1" in
start | stop) $1 ;;
restart) stop; sleep 0.5; start ;;
esac
SCRIPT
printf '#!/bin/sh\necho "$TZ" >/tmp/zone\nwhile :; do sleep 1; done\n' >usr/bin/majestic
chmod +x usr/sbin/fw_printenv usr/share/udhcpc/default.script etc/init.d/* usr/bin/majestic
# Never OpenIPC's sysupgrade: it writes flash and reboots.
[ -z "$OPENIPC" ] || for script in etc/init.d/S40network usr/share/udhcpc/default.script etc/network/interfaces \
  etc/network/interfaces.d/eth0; do
  cp "$OPENIPC/$script" "$script"
done
# Tells when the server answered a request.
mkdir -p usr/share/udhcpc/default.script.d
mv usr/share/udhcpc/default.script usr/share/udhcpc/own
printf '#!/bin/sh\n/usr/share/udhcpc/own "$@"\necho "$1" >>/tmp/leases\n' >usr/share/udhcpc/default.script
chmod +x usr/share/udhcpc/default.script
unshare -n sh -c 'touch /run/server/up
  until ip link show gw >/dev/null 2>&1; do sleep 0.02; done
  ip address add 10.77.0.1/24 dev gw; ip link set gw up; : >/run/server/leases
  printf "%s\n" "interface gw" "start 10.77.0.50" "end 10.77.0.60" "lease_file /run/server/leases" \
    "opt subnet 255.255.255.0" "opt router 10.77.0.1" "opt lease 10" \
    "static_lease 00:00:23:34:45:66 10.77.0.50" >/run/server/conf
  exec busybox udhcpd -f /run/server/conf' &
while [ ! -e /run/server/up ]; do sleep 0.02; done
ip link add eth0 address 00:00:23:34:45:66 type veth peer name gw
ip link set gw netns $!
cd /
# Without exec: this shell is the init of the namespace and reaps the daemons that end.
"$@"
