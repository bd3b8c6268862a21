package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.camerad.driver.support.failure.Reason;
import org.jspecify.annotations.Nullable;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Storage;
import org.camerad.driver.support.file.CardFolder;
import org.camerad.driver.support.file.Mounts;

/**
 * The memory card that the board mounts. Each call reads the kernel's mount table,
 * because a card can be removed and the kernel remounts a damaged file system read-only.
 * Threads: any, one call at a time.
 */
public final class BoardCard implements Storage, AutoCloseable {

	/** The mount points that OpenIPC uses for cards. */
	static final Pattern CARD = Pattern.compile("/mnt/mmcblk[0-9]+(p[0-9]+)?");

	private final BoardFiles files;

	private final Optional<String> configured;

	private @Nullable Path known;

	private @Nullable CardFolder card;

	private boolean closed;

	/**
	 * Creates the storage of the board.
	 * @param configured the mount point, a path on the board; empty for the first card
	 * that the board mounted
	 */
	BoardCard(BoardFiles files, Optional<String> configured) {
		this.files = files;
		this.configured = configured;
	}

	@Override
	public synchronized State state() throws CameraException {
		Optional<Mounts.Mount> mount = mount();
		if (mount.isEmpty()) {
			return State.ABSENT;
		}
		if (mount.get().readOnly()) {
			return State.BROKEN;
		}
		return folder(mount.get()).state();
	}

	@Override
	public synchronized void write(String name, byte[] content) throws CameraException {
		writable().write(name, content);
	}

	@Override
	public synchronized List<String> names() throws CameraException {
		return folder(present()).names();
	}

	@Override
	public synchronized void delete(String name) throws CameraException {
		writable().delete(name);
	}

	private CardFolder writable() throws CameraException {
		Mounts.Mount mount = present();
		if (mount.readOnly()) {
			throw CameraException.unavailable("the memory card is read-only: its file system is broken or locked");
		}
		return folder(mount);
	}

	private Mounts.Mount present() throws CameraException {
		return mount().orElseThrow(() -> CameraException.unavailable("no memory card is mounted"));
	}

	private Optional<Mounts.Mount> mount() throws CameraException {
		if (this.closed) {
			throw CameraException.unavailable("the memory card's slot is closed");
		}
		try {
			return Mounts.read(this.files.root())
				.entries()
				.stream()
				.filter((mount) -> isCard(mount.point().toString()))
				// The last mount hides the earlier ones.
				.reduce((first, last) -> this.configured.isPresent() ? last : first);
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the mounts cannot be read: " + Reason.of(ex), ex);
		}
	}

	private boolean isCard(String folder) {
		return this.configured.map(folder::equals).orElseGet(() -> CARD.matcher(folder).matches());
	}

	/**
	 * Returns the card's files. The kernel names the folder, so a link to it is the
	 * board's, not the card's.
	 */
	private CardFolder folder(Mounts.Mount mount) throws CameraException {
		Path folder = real(this.files.at(mount.point().toString()));
		CardFolder held = this.card;
		if (held == null || !folder.equals(this.known)) {
			held = new CardFolder(folder);
			this.card = held;
			this.known = folder;
		}
		return held;
	}

	private static Path real(Path folder) throws CameraException {
		try {
			return folder.toRealPath();
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the folder of the memory card cannot be read: " + Reason.of(ex), ex);
		}
	}

	/** Returns the card's status if there is a problem. */
	Optional<PartStatus> status() {
		try {
			return switch (state()) {
				case ABSENT, READY -> Optional.empty();
				case FULL ->
					Optional.of(new PartStatus("storage", PartStatus.State.IMPAIRED, "the memory card is full"));
				case BROKEN -> Optional.of(new PartStatus("storage", PartStatus.State.FAILED,
						"the memory card is read-only or broken: check it on a computer, or format it"));
			};
		}
		catch (CameraException ex) {
			return Optional.of(new PartStatus("storage", PartStatus.State.FAILED, ex.getMessage()));
		}
	}

	@Override
	public synchronized void close() {
		this.closed = true;
	}

}
