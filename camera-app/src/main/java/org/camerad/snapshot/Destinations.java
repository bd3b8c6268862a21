package org.camerad.snapshot;

import java.util.List;

import org.springframework.stereotype.Component;

/** The destinations, by the contract's number: SD card, FTP, e-mail, NFS. */
@Component
class Destinations {

	private final List<Destination> inOrder;

	Destinations(SdCard sdCard, Ftp ftp, Email email, Nfs nfs) {
		this.inOrder = List.of(sdCard, ftp, email, nfs);
	}

	List<Destination> inOrder() {
		return this.inOrder;
	}

}
