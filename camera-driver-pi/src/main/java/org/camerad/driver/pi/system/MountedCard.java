package org.camerad.driver.pi.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Storage;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.file.CardFolder;
import org.camerad.driver.support.file.Mounts;

/**
 * A memory card or USB stick, given by the folder where it is mounted. While nothing is
 * mounted there, the card is absent: files in the folder below would fill the system's
 * own card.
 */
final class MountedCard implements Storage {

	private final Optional<Path> folder;

	private final Optional<Path> root;

	private final Optional<CardFolder> files;

	private final PartHealth health = new PartHealth("storage", "the memory card");

	/**
	 * Creates the part.
	 * @param folder the folder on the card; empty if none is configured
	 * @param root the system's root; empty if the folder need not be mounted
	 */
	MountedCard(Optional<Path> folder, Optional<Path> root) {
		this.folder = folder;
		this.root = root;
		this.files = folder.map(CardFolder::new);
	}

	@Override
	public State state() throws CameraException {
		this.health.checkOpen();
		State mounted = mounted();
		return (mounted == State.READY) ? this.files.orElseThrow().state() : mounted;
	}

	private State mounted() throws CameraException {
		if (this.folder.isEmpty()) {
			return State.ABSENT;
		}
		if (this.root.isPresent()) {
			Optional<Mounts.Mount> mount = mount(this.root.get(), this.folder.get());
			if (mount.isEmpty() || mount.get().readOnly()) {
				return mount.isEmpty() ? State.ABSENT : State.BROKEN;
			}
		}
		if (Files.notExists(this.folder.get())) {
			return State.ABSENT;
		}
		return (Files.isDirectory(this.folder.get()) && Files.isWritable(this.folder.get())) ? State.READY
				: State.BROKEN;
	}

	/** Returns the card's mount; the root file system does not count. */
	private static Optional<Mounts.Mount> mount(Path root, Path folder) throws CameraException {
		try {
			return Mounts.read(root).of(folder).filter((mount) -> mount.point().getNameCount() > 0);
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the mounted file systems cannot be read: " + Reason.of(ex), ex);
		}
	}

	@Override
	public synchronized void write(String name, byte[] content) throws CameraException {
		card().write(name, content);
	}

	@Override
	public synchronized List<String> names() throws CameraException {
		return card().names();
	}

	@Override
	public synchronized void delete(String name) throws CameraException {
		card().delete(name);
	}

	private CardFolder card() throws CameraException {
		this.health.checkOpen();
		State state = mounted();
		if (state != State.READY) {
			throw CameraException.unavailable(detail(state));
		}
		return this.files.orElseThrow();
	}

	/** Returns the status; empty if no card is configured. */
	Optional<PartStatus> status() {
		if (this.folder.isEmpty()) {
			return Optional.empty();
		}
		try {
			State state = mounted();
			return Optional.of(new PartStatus("storage",
					(state == State.READY) ? PartStatus.State.WORKING : PartStatus.State.FAILED, detail(state)));
		}
		catch (CameraException ex) {
			return Optional.of(new PartStatus("storage", PartStatus.State.FAILED, ex.getMessage()));
		}
	}

	private String detail(State state) {
		if (this.folder.isEmpty()) {
			return "no folder of a memory card is configured";
		}
		Path where = this.folder.get();
		return switch (state) {
			case ABSENT -> "no memory card is mounted at " + where;
			case BROKEN -> "the memory card at " + where
					+ " cannot be written; check that it is not read-only and the service may write";
			case READY, FULL -> "the memory card at " + where;
		};
	}

	void close() {
		this.health.close();
	}

}
