package org.camerad.snapshot;

import org.camerad.cgi.CgiFault;
import org.camerad.operation.CameraProperties;
import org.springframework.stereotype.Component;

/** A mounted NFS server ({@code upload=3}). */
@Component
class Nfs implements Destination {

	private final CameraProperties.Nfs server;

	Nfs(CameraProperties properties) {
		this.server = properties.upload().nfs();
	}

	@Override
	public void send(byte[] jpeg) {
		throw CgiFault.of("NFS Server not mounted");
	}

}
