package org.camerad.driver.pi.ptz;

import java.nio.file.Path;
import java.time.Duration;

import org.camerad.driver.support.pelcod.ByteLine;

/** A program that opens a port and holds it. */
final class PortHolder {

	static final int READY = '!';

	private PortHolder() {
	}

	public static void main(String[] arguments) throws Exception {
		ByteLine line = new SerialLineOpener(Path.of(arguments[0]), 2400, Path.of(arguments[1])).open();
		System.out.write(READY);
		System.out.flush();
		while (line.read(new byte[8], Duration.ofHours(1)) == 0) {
			Thread.onSpinWait();
		}
	}

}
