package org.camerad.snapshot;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.camerad.camera.CameraCalls;
import org.camerad.driver.CameraException;
import org.camerad.driver.Storage;
import org.camerad.operation.RateLimitedLogger;
import org.camerad.operation.UploadProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The camera's memory card as a destination ({@code upload=0}). */
final class SdCard implements Destination {

	private static final Logger logger = LoggerFactory.getLogger(SdCard.class);

	private static final RateLimitedLogger repeated = new RateLimitedLogger(logger, "pictures on the memory card");

	/** The limit for tries with other names and after making room. */
	private static final int MAX_TRIES = 32;

	private final CameraCalls calls;

	private final PictureNames names;

	private final boolean overwrite;

	private final Duration limit;

	SdCard(CameraCalls calls, PictureNames names, UploadProperties properties) {
		this.calls = calls;
		this.names = names;
		this.overwrite = properties.sd().overwrite();
		this.limit = properties.timeout();
	}

	@Override
	public String name() {
		return "sd";
	}

	@Override
	public String fault() {
		return "sd card not mounted";
	}

	@Override
	public Duration limit() {
		return this.limit;
	}

	@Override
	public void send(byte[] jpeg, UploadAttempt attempt) throws UploadFailure {
		Storage storage = this.calls.camera().storage().orElseThrow(SdCard::absent);
		try {
			if (this.calls.control(storage::state) == Storage.State.ABSENT) {
				throw absent();
			}
			write(storage, jpeg, attempt);
		}
		catch (CameraException ex) {
			throw UploadFailure.at("store", LogSanitizer.of(String.valueOf(ex.getMessage()), ""), ex);
		}
		catch (IOException ex) {
			throw UploadFailure.at("store", LogSanitizer.of(ex), ex);
		}
	}

	/**
	 * Writes a picture. The driver refuses a name that is taken, and every name while the
	 * card is full.
	 */
	private void write(Storage storage, byte[] jpeg, UploadAttempt attempt)
			throws CameraException, IOException, UploadFailure {
		for (int tries = 0; tries < MAX_TRIES; tries++) {
			attempt.check();
			String name = this.names.next().file();
			CameraException refusal = tryWrite(storage, name, jpeg);
			if (refusal == null) {
				return;
			}
			List<String> present = this.calls.control(storage::names);
			if (!present.contains(name)) {
				makeRoom(storage, present, refusal);
			}
		}
		throw UploadFailure.at("store", "no name or no room found in " + MAX_TRIES + " tries", null);
	}

	private @Nullable CameraException tryWrite(Storage storage, String name, byte[] jpeg) throws CameraException {
		try {
			this.calls.control(() -> {
				storage.write(name, jpeg);
				return name;
			});
			return null;
		}
		catch (CameraException ex) {
			if (ex.kind() == CameraException.Kind.REFUSED) {
				return ex;
			}
			throw ex;
		}
	}

	private void makeRoom(Storage storage, List<String> oldestFirst, CameraException refusal) throws CameraException {
		if (!this.overwrite) {
			throw refusal;
		}
		String oldest = oldestFirst.stream().filter(PictureName::isOurs).findFirst().orElseThrow(() -> refusal);
		this.calls.control(() -> {
			storage.delete(oldest);
			return oldest;
		});
		repeated.log(Level.INFO, "the memory card is full: removed its oldest picture {}", oldest);
	}

	private static UploadFailure absent() {
		return UploadFailure.absent("there is no memory card", "sd not mount");
	}

}
