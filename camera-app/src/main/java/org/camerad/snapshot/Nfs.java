package org.camerad.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import org.camerad.driver.support.file.Mounts;
import org.camerad.operation.UploadProperties;

/** The mounted NFS server as a destination ({@code upload=3}). */
final class Nfs implements Destination {

	/** A writer of a picture into a folder. */
	@FunctionalInterface
	interface PictureWriter {

		void store(Path folder, byte[] jpeg, UploadAttempt attempt) throws IOException;

	}

	private final UploadProperties.Nfs server;

	private final PictureWriter writer;

	Nfs(UploadProperties properties, PictureNames names) {
		this(properties.nfs(), new PictureFolder(names::next)::store);
	}

	Nfs(UploadProperties.Nfs server, PictureWriter writer) {
		this.server = server;
		this.writer = writer;
	}

	@Override
	public String name() {
		return "nfs";
	}

	@Override
	public String fault() {
		return "NFS Server not mounted";
	}

	@Override
	public Duration limit() {
		return this.server.timeout();
	}

	@Override
	public void send(byte[] jpeg, UploadAttempt attempt) throws UploadFailure {
		Path folder = this.server.directory();
		if (folder == null) {
			throw UploadFailure.unconfigured("camera.upload.nfs.directory is not set");
		}
		try {
			if (this.server.requireMount() && !isOnNetwork(folder)) {
				throw UploadFailure.at("mount", folder + " is not on a network file system", null);
			}
			this.writer.store(folder, jpeg, attempt);
		}
		catch (IOException ex) {
			throw UploadFailure.at("store", LogSanitizer.of(ex), ex);
		}
	}

	private static boolean isOnNetwork(Path folder) throws IOException {
		return Mounts.read(Path.of("/")).of(folder).filter(Mounts.Mount::isNetwork).isPresent();
	}

}
