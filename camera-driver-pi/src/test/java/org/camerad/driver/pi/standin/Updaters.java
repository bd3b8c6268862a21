package org.camerad.driver.pi.standin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Strict stand-ins for {@code rauc} and {@code swupdate} in a folder for the path. They
 * accept archives that begin with {@code genuine}.
 */
public final class Updaters {

	private static final String COMMON = """
			check() { head -c 7 "$1" | grep -q genuine || { echo "signature verification failed" >&2; exit 1; }; }
			install() {
			  check "$1"
			  grep -q fails "$1" && { echo "No space left on device" >&2; exit 1; }
			  echo "$name $(cat "$1")" >>'%1$s/installed'
			}
			[ -f "$file" ] || { echo "$name: no such file: $file" >&2; exit 1; }
			""";

	private static final String RAUC = """
			#!/bin/sh
			name=rauc
			[ $# = 2 ] || { echo "rauc: invalid arguments" >&2; exit 1; }
			file=$2
			""" + COMMON + """
			case "$1" in
			info) check "$file" ;;
			install) install "$file" ;;
			*) echo "rauc: invalid command $1" >&2; exit 1 ;;
			esac
			""";

	private static final String SWUPDATE = """
			#!/bin/sh
			name=swupdate
			case "$1 $2 $#" in
			"-c -i 3") file=$3 ;;
			"-i "*" 2") file=$2 ;;
			*) echo "swupdate: invalid option" >&2; exit 1 ;;
			esac
			""" + COMMON + """
			if [ "$1" = -c ]; then check "$file"; else install "$file"; fi
			""";

	private final Path folder;

	private Updaters(Path folder) {
		this.folder = folder;
	}

	/** Installs both programs in a folder. */
	public static Updaters install(Path folder) throws IOException {
		Files.createDirectories(folder);
		Scripts.write(folder.resolve("rauc"), RAUC.formatted(folder));
		Scripts.write(folder.resolve("swupdate"), SWUPDATE.formatted(folder));
		return new Updaters(folder);
	}

	/** Removes both programs. */
	public void remove() throws IOException {
		Files.delete(this.folder.resolve("rauc"));
		Files.delete(this.folder.resolve("swupdate"));
	}

	/** Returns the updater and the content of each installed archive. */
	public List<String> installed() throws IOException {
		Path installed = this.folder.resolve("installed");
		return Files.exists(installed) ? Files.readAllLines(installed) : List.of();
	}

}
