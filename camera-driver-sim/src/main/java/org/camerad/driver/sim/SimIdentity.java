package org.camerad.driver.sim;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;

import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.file.DamagedFileException;
import org.camerad.driver.support.file.DurableFiles;

/**
 * The identity of a simulated camera, from which its serial number and MAC address
 * derive. Recorders merge two cameras with the same one. Immutable.
 *
 * @param text the configured text, or a random one from the first start on
 */
record SimIdentity(String text) {

	private static final Logger logger = System.getLogger(SimIdentity.class.getName());

	private static final String FILE = "identity";

	/** A locally administered address, which no vendor uses. */
	private static final byte LOCAL = 0x02;

	private static final int SERIAL_BYTES = Long.BYTES;

	/**
	 * Returns the configured identity, or the one in the camera's folder. A camera that
	 * shares the configured one with others adds its number.
	 * @throws CameraException UNAVAILABLE if the folder cannot be read or written
	 */
	static SimIdentity of(Optional<String> configured, DriverContext context) throws CameraException {
		if (configured.isPresent()) {
			boolean shared = context.number() > 1 && !context.own().contains(SimConfiguration.IDENTITY.name());
			String suffix = shared ? "/" + context.number() : "";
			return new SimIdentity(configured.get() + suffix);
		}
		Path file = context.folder().resolve(FILE);
		try {
			Optional<String> stored = stored(file);
			return new SimIdentity(stored.isPresent() ? stored.get() : created(file));
		}
		catch (IOException ex) {
			throw CameraException.unavailable(
					"the identity of the camera cannot be stored: " + Reason.of(ex) + "; set camera.sim.identity", ex);
		}
	}

	private static Optional<String> stored(Path file) throws IOException {
		try {
			return DurableFiles.read(file).map(String::strip).filter((text) -> !text.isEmpty());
		}
		catch (DamagedFileException ex) {
			logger.log(Level.WARNING, "the camera gets a new serial number and MAC address: {0}", ex.getMessage());
			return Optional.empty();
		}
	}

	private static String created(Path file) throws IOException {
		String text = UUID.randomUUID().toString();
		DurableFiles.write(file, text + "\n");
		return text;
	}

	/** Returns the serial number: SIM and 16 hexadecimal digits. */
	String serialNumber() {
		return "SIM%016X".formatted(ByteBuffer.wrap(digest()).getLong());
	}

	/** Returns the six bytes of the MAC address. */
	byte[] macAddress() {
		byte[] address = new byte[6];
		System.arraycopy(digest(), SERIAL_BYTES, address, 0, address.length);
		address[0] = LOCAL;
		return address;
	}

	private byte[] digest() {
		try {
			return MessageDigest.getInstance("SHA-256").digest(this.text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every JDK has SHA-256", ex);
		}
	}

}
