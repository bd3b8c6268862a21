#!/bin/sh
# A stand-in for the system's programs. It accepts exactly the documented calls that the driver uses, records each call,
# and changes files in $S as the real program changes the system. It fails or blocks at a step if a file says so.
S='@STATE@'
ROOT='@ROOT@'
tool=$(basename "$0")
call=$tool
for argument in "$@"; do call="$call|$argument"; done
printf '%s\n' "$call" >>"$S/calls"

# At the start and at the end of each step: blocks while $S/block-STEP exists; fails with $S/fail-STEP.
stop() {
  if [ -f "$S/block-$1" ]; then
    printf '%s' "$$" >"$S/blocked-$1.part" && mv "$S/blocked-$1.part" "$S/blocked-$1"
    while [ -f "$S/block-$1" ]; do sleep 0.05; done
  fi
}
step() {
  stop "before-$1"
  if [ -f "$S/fail-once-$1" ]; then
    mv "$S/fail-once-$1" "$S/failing"
    sed 1d "$S/failing" >&2
    exit "$(head -n 1 "$S/failing")"
  fi
  if [ -f "$S/fail-$1" ]; then
    sed 1d "$S/fail-$1" >&2
    exit "$(head -n 1 "$S/fail-$1")"
  fi
}
reject() { printf 'Error: invalid arguments: %s\n' "$call" >&2; exit 2; }
line() { sed -n "$2p" "$S/$1"; }
id=11111111-2222-3333-4444-555555555555

nmcli_up() {
  step up
  if [ "$(line profile 1)" = auto ]; then printf 'auto\n' | cat - "$S/lease" >"$S/active.part"; else cp "$S/profile" "$S/active.part"; fi
  mv "$S/active.part" "$S/active"
  stop after-up
}
nmcli_modify() {
  [ "$4" = ipv4.method ] && [ "$6" = ipv4.addresses ] && [ "$8" = ipv4.gateway ] && [ "${10}" = ipv4.dns ] && [ $# = 11 ] || reject
  case "$5" in auto | manual) ;; *) reject ;; esac
  step modify
  printf '%s\n%s\n%s\n%s\n' "$5" "$7" "$9" "${11}" >"$S/profile.part"
  mv "$S/profile.part" "$S/profile"
  stop after-modify
}
run_nmcli() {
  case "$*" in
    "-g GENERAL.CON-UUID device show eth0") step uuid; cat "$S/uuid" ;;
    "-g ipv4.method,ipv4.addresses,ipv4.gateway,ipv4.dns connection show $id") step read; sed 's/,/, /g' "$S/profile" ;;
    "-g IP4.ADDRESS,IP4.GATEWAY,IP4.DNS device show eth0") step lease; sed '1d;s/,/ | /g' "$S/active" ;;
    "--wait "[0-9]*" connection up $id") nmcli_up ;;
    "connection modify $id ipv4.method "*) nmcli_modify "$@" ;;
    *) reject ;;
  esac
}
run_ping() {
  case "$*" in "-c 1 -W 1 -I eth0 "[0-9]*.[0-9]*.[0-9]*.[0-9]*) ;; *) reject ;; esac
  step ping
  [ "$7" = "$(line active 3)" ] && grep -qxF "$7" "$S/gateways"
}
run_timedatectl() {
  case "$*" in
    "--no-ask-password set-ntp true" | "--no-ask-password set-ntp false") step set-ntp; printf '%s' "$3" >"$S/ntp" ;;
    "--no-ask-password set-time "[12][09][0-9][0-9]-[01][0-9]-[0-3][0-9]" "[0-2][0-9]:[0-5][0-9]:[0-5][0-9]" UTC")
      step set-time
      [ "$(cat "$S/ntp")" = false ] || { echo 'Failed to set time: Automatic time synchronization is enabled' >&2; exit 1; }
      printf '%s' $(($(date -u -d "$3" +%s) - $(date +%s))) >"$S/ahead.part" && mv "$S/ahead.part" "$S/ahead" ;;
    "show-timesync -p ServerName --value")
      step show-timesync
      [ "$(cat "$S/ntp")" = true ] || { echo 'Failed to parse bus message: Unit dbus-org.freedesktop.timesync1.service not found.' >&2; exit 1; }
      if [ -f "$S/ntp-in-use" ]; then cat "$S/ntp-in-use"; elif [ -f "$S/ntp-server" ]; then cat "$S/ntp-server"; fi ;;
    "show -p NTP --value") step show; if [ "$(cat "$S/ntp")" = true ]; then echo yes; else echo no; fi ;;
    *) reject ;;
  esac
}
run_systemctl() {
  case "$*" in
    "--no-ask-password reboot") step reboot; : >"$S/rebooted" ;;
    "--no-ask-password restart systemd-timesyncd.service") step restart; sed -n 's/^NTP=\(..*\)/\1/p' "$ROOT/etc/systemd/timesyncd.conf.d/camerad.conf" >"$S/ntp-server" ;;
    *) reject ;;
  esac
}
"run_$tool" "$@"
