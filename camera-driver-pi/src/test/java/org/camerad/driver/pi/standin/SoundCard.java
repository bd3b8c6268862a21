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

	private static final String AMIXER = """
			#!/bin/sh
			[ "$1 $2 $3 $4" = "-q -D hw:Mic sset" ] || { echo "amixer: Invalid argument" >&2; exit 1; }
			case "$5 $7" in
			"Mic "|"Speaker mute"|"Speaker unmute") ;;
			*) echo "amixer: Unable to find simple control '$5',0" >&2; exit 1 ;;
			esac
			echo "$6" | grep -Eqx '([1-9][0-9]?|100)%%' || { echo "amixer: Invalid command!" >&2; exit 1; }
			echo "$5 $6 $7" >>'%1$s/mixed'
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

	/** Returns the changes of the mixer. */
	public List<String> mixed() throws IOException {
		Path mixed = this.folder.resolve("mixed");
		return Files.exists(mixed) ? Files.readAllLines(mixed).stream().map(String::strip).toList() : List.of();
	}

}
