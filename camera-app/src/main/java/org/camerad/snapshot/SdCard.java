package org.camerad.snapshot;

import org.camerad.cgi.CgiFault;
import org.camerad.device.Device;
import org.camerad.driver.CameraException;
import org.camerad.driver.Storage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The camera's memory card ({@code upload=0}). */
@Component
class SdCard implements Destination {

	private static final Logger logger = LoggerFactory.getLogger(SdCard.class);

	private final Device device;

	private final PictureNames names;

	SdCard(Device device, PictureNames names) {
		this.device = device;
		this.names = names;
	}

	@Override
	public void send(byte[] jpeg) {
		Storage storage = this.device.camera().storage().orElseThrow(() -> CgiFault.of("sd not mount"));
		if (this.device.call("storage", storage::state) == Storage.State.ABSENT) {
			throw CgiFault.of("sd not mount");
		}
		String name = this.names.next();
		try {
			this.device.control(() -> {
				storage.write(name, jpeg);
				return name;
			});
		}
		catch (CameraException ex) {
			logger.warn("the memory card does not take a picture: {}", ex.getMessage());
			throw CgiFault.of("sd card not mounted");
		}
	}

}
