package org.camerad.driver.pi.gpio;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import com.pi4j.boardinfo.datareader.BoardCodeReader;
import com.pi4j.boardinfo.util.BoardInfoHelper;

/**
 * Help for Pi4J, which opens no pin on a board that it does not know. It knows boards by
 * revision codes, and lacks those of newer compute modules and of boards with more
 * memory. It also accepts a model name, but without "Raspberry Pi" for compute modules.
 */
final class BoardDetection {

	private static final Logger logger = System.getLogger(BoardDetection.class.getName());

	private static final String MAKER = "Raspberry Pi ";

	/** A model for boards that Pi4J does not know by name either. */
	private static final String NEWEST = "Raspberry Pi 5 Model B";

	private BoardDetection() {
	}

	/**
	 * Tells Pi4J the model of the device tree if Pi4J does not know the board.
	 * @param model the device tree's file with the model's name
	 */
	static void help(Path model) {
		if (BoardInfoHelper.runningOnRaspberryPi()) {
			return;
		}
		try {
			String name = Files.readString(model, StandardCharsets.ISO_8859_1).replace("\0", "").strip();
			if (!name.startsWith(MAKER)) {
				return;
			}
			if (!isKnown(name.substring(MAKER.length()))) {
				isKnown(NEWEST);
			}
			logger.log(Level.INFO, "Pi4J does not know the revision of this {0}; the pins are used as on a {1}", name,
					BoardInfoHelper.current().getBoardModel().getLabel());
		}
		catch (IOException ex) {
			logger.log(Level.DEBUG, "the device tree tells no model", ex);
		}
	}

	/** Returns whether Pi4J knows a model's name, which it takes then. */
	private static boolean isKnown(String name) throws IOException {
		Path file = Files.createTempFile("camerad-board", ".model");
		try {
			Files.writeString(file, name);
			BoardCodeReader.setModelFilePath(file.toString());
			BoardInfoHelper.reinitialize();
			return BoardInfoHelper.runningOnRaspberryPi();
		}
		finally {
			Files.delete(file);
		}
	}

}
