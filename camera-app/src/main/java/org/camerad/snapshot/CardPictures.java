package org.camerad.snapshot;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.camerad.camera.CameraCalls;
import org.camerad.camera.CardEraser;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.Storage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pictures that this service has written to the memory card. Files with other names
 * are not touched. Any thread.
 */
public final class CardPictures implements CardEraser {

	private static final Logger logger = LoggerFactory.getLogger(CardPictures.class);

	private final CameraCalls calls;

	public CardPictures(CameraCalls calls) {
		this.calls = calls;
	}

	@Override
	public boolean erase(Duration limit) throws CameraException {
		Optional<Storage> storage = this.calls.present().flatMap(Camera::storage);
		if (storage.isEmpty() || this.calls.control(storage.get()::state) == Storage.State.ABSENT) {
			logger.warn("there is no memory card whose pictures the factory reset could erase");
			return true;
		}
		return erase(storage.get(), System.nanoTime(), limit);
	}

	private boolean erase(Storage card, long start, Duration limit) throws CameraException {
		List<String> pictures = this.calls.control(card::names).stream().filter(PictureName::isOurs).toList();
		for (String picture : pictures) {
			if (System.nanoTime() - start > limit.toNanos()) {
				return false;
			}
			this.calls.control(() -> {
				card.delete(picture);
				return picture;
			});
		}
		logger.warn("the factory reset erased {} pictures on the memory card", pictures.size());
		return true;
	}

}
