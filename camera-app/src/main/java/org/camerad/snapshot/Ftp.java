package org.camerad.snapshot;

import org.camerad.cgi.CgiFault;
import org.camerad.operation.CameraProperties;
import org.springframework.stereotype.Component;

/** An FTP server ({@code upload=1}). */
@Component
class Ftp implements Destination {

	private final CameraProperties.Ftp server;

	Ftp(CameraProperties properties) {
		this.server = properties.upload().ftp();
	}

	@Override
	public void send(byte[] jpeg) {
		throw CgiFault.of("Ftp not deploy");
	}

}
