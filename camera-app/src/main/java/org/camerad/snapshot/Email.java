package org.camerad.snapshot;

import org.camerad.cgi.CgiFault;
import org.camerad.operation.CameraProperties;
import org.springframework.stereotype.Component;

/** A mail server ({@code upload=2}). */
@Component
class Email implements Destination {

	private final CameraProperties.Email server;

	Email(CameraProperties properties) {
		this.server = properties.upload().email();
	}

	@Override
	public void send(byte[] jpeg) {
		throw CgiFault.of("Email not deploy");
	}

}
