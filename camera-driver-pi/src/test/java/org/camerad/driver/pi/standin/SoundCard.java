package org.camerad.driver.pi.standin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An ALSA card with a tone of 440 Hz at its microphone: strict stand-ins for
 * {@code arecord} and {@code amixer} of alsa-utils 1.2 in a folder for the path.
 */
public final class SoundCard {

	private static final String ARECORD = """
			#!/bin/sh
			device= rate= format= channels= type=
			while [ $# -gt 0 ]; do
			  case "$1" in
			  -q) ;;
			  -D) device=$2; shift ;;
			  -t) type=$2; shift ;;
			  -f) format=$2; shift ;;
			  -c) channels=$2; shift ;;
			  -r) rate=$2; shift ;;
			  *) echo "arecord: unrecognized option '$1'" >&2; exit 1 ;;
			  esac
			  shift
			done
			[ "$type" = raw ] && [ "$format" = S16_LE ] && [ "$channels" = 1 ] ||
			  { echo "arecord: this stand-in records raw S16_LE mono" >&2; exit 1; }
			case "$rate" in 8000|16000) ;; *) echo "arecord: bad speed value $rate" >&2; exit 1 ;; esac
			if [ "$device" != plughw:CARD=Mic,DEV=0 ] || [ -e '%1$s/unplugged' ]; then
			  echo "arecord: main:850: audio open error: No such file or directory" >&2; exit 1
			fi
			exec ffmpeg -hide_banner -loglevel error -re -f lavfi -i "sine=frequency=440:sample_rate=$rate" \
			  -af volume=18dB -f s16le -ac 1 -flush_packets 1 pipe:1
			""";

	/**
	 * Each control has a playback and a capture volume, as those of headsets. It tells a
	 * volume from its first change on.
	 */
	private static final String AMIXER = """
			#!/bin/sh
			invalid() { echo "amixer: $1" >&2; exit 1; }
			show() { printf ' %%s %%s [%%s%%%%] [-7.50dB] [%%s]' "$1" "$2" "$2" "$3"; }
			[ "$1" != -q ] || shift
			[ "$1 $2" = "-D hw:Mic" ] || invalid "Invalid argument"
			case "$4" in Mic|Speaker) control=$4 ;; *) invalid "Unable to find simple control '$4',0" ;; esac
			case "$3" in
			sget)
			  [ -f "%1$s/$control-playback" ] || [ -f "%1$s/$control-capture" ] || invalid "Unable to find simple control '$control',0"
			  echo "Simple mixer control '$control',0"
			  echo "  Limits: Playback 0 - 100 Capture 0 - 100"
			  printf '  Mono:'
			  [ ! -f "%1$s/$control-playback" ] || show Playback $(cat "%1$s/$control-playback")
			  [ ! -f "%1$s/$control-capture" ] || show Capture $(cat "%1$s/$control-capture")
			  echo
			  exit ;;
			sset) shift 4; directions="playback capture" ;;
			*) invalid "Unknown command '$3'" ;;
			esac
			volume= switch= said=
			for word in "$@"; do
			  said="$said $word"
			  case "$word" in
			  playback|capture) directions=$word ;;
			  mute) switch=off ;;
			  unmute|cap) switch=on ;;
			  *) echo "$word" | grep -Eqx '([1-9][0-9]?|100)%%' || invalid "Invalid command!"; volume=${word%%?} ;;
			  esac
			done
			for direction in $directions; do
			  former_volume=100 former_switch=on
			  [ ! -f "%1$s/$control-$direction" ] || read -r former_volume former_switch <"%1$s/$control-$direction"
			  echo "${volume:-$former_volume} ${switch:-$former_switch}" >"%1$s/$control-$direction"
			done
			echo "$control$said" >>'%1$s/mixed'
			""";

	private final Path folder;

	private SoundCard(Path folder) {
		this.folder = folder;
	}

	/** Installs both programs in a folder. */
	public static SoundCard plug(Path folder) throws IOException {
		Files.createDirectories(folder);
		SoundCard card = new SoundCard(folder);
		for (Map.Entry<String, String> program : Map.of("arecord", ARECORD, "amixer", AMIXER).entrySet()) {
			Scripts.write(folder.resolve(program.getKey()), program.getValue().formatted(folder));
		}
		Files.deleteIfExists(folder.resolve("unplugged"));
		return card;
	}

	/** Returns the driver's configuration for the card. */
	public Map<String, String> properties() {
		return Map.of("audio.device", "plughw:CARD=Mic,DEV=0", "audio.mixer", "hw:Mic", "audio.capture-control", "Mic",
				"audio.playback-control", "Speaker");
	}

	/** Unplugs the card. */
	public void unplug() throws IOException {
		Files.createFile(this.folder.resolve("unplugged"));
	}

	/** Sets a control, such as {@code Mic-capture}, to percent and switch. */
	public void level(String control, String level) throws IOException {
		Files.writeString(this.folder.resolve(control), level + "\n");
	}

	/** Returns percent and switch of a control. */
	public String level(String control) throws IOException {
		return Files.readString(this.folder.resolve(control)).strip();
	}

	/** Returns the changes of the mixer. */
	public List<String> mixed() throws IOException {
		Path mixed = this.folder.resolve("mixed");
		return Files.exists(mixed) ? Files.readAllLines(mixed).stream().map(String::strip).toList() : List.of();
	}

}
