package org.camerad.driver.sim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Storage;
import org.jspecify.annotations.Nullable;

/** The memory card: a folder of the host, in the state that the configuration says. */
final class SimCard implements Storage {

	private static final Pattern PLAIN = Pattern.compile("[^./\\\\\\p{Cntrl}][^/\\\\\\p{Cntrl}]*");

	private static final int LONGEST_NAME = 200;

	private final Faults faults;

	private final SimConfiguration.Card configured;

	private final @Nullable Path folder;

	/** What fits: a card that is configured to be full has only what is removed. */
	private long room;

	private @Nullable CardFolder files;

	SimCard(Faults faults, SimConfiguration.Card configured, Optional<Path> folder) {
		this.faults = faults;
		this.configured = configured;
		this.folder = folder.orElse(null);
		this.room = (configured == SimConfiguration.Card.FULL) ? 0 : Long.MAX_VALUE;
	}

	@Override
	public State state() throws CameraException {
		this.faults.ask(Part.STORAGE);
		return presentState();
	}

	@Override
	public void write(String name, byte[] content) throws CameraException {
		this.faults.change(Part.STORAGE);
		put(name, content);
	}

	@Override
	public List<String> names() throws CameraException {
		this.faults.ask(Part.STORAGE);
		return list();
	}

	@Override
	public void delete(String name) throws CameraException {
		this.faults.change(Part.STORAGE);
		remove(name);
	}

	/** What health says about it, empty when there is nothing to say. */
	Optional<PartStatus> status() {
		return switch (this.configured) {
			case BROKEN -> Optional.of(new PartStatus(Part.STORAGE.word(), PartStatus.State.FAILED,
					"the memory card is broken (camera.sim.sd=broken)"));
			case FULL -> Optional.of(new PartStatus(Part.STORAGE.word(), PartStatus.State.IMPAIRED,
					"the memory card is full (camera.sim.sd=full)"));
			default -> Optional.empty();
		};
	}

	private synchronized State presentState() throws CameraException {
		State state = mounted();
		return (state == State.READY && isFull()) ? State.FULL : state;
	}

	private synchronized void put(String name, byte[] content) throws CameraException {
		CardFolder card = files();
		checkName(name);
		if (content.length > this.room) {
			throw full();
		}
		try {
			if (!card.write(name, content)) {
				throw CameraException.refused("a file of that name is on the card: " + name);
			}
		}
		catch (IOException ex) {
			throw card.isFullFor(ex, content.length) ? full() : failed(ex);
		}
		this.room -= isLimited() ? content.length : 0;
	}

	private synchronized List<String> list() throws CameraException {
		try {
			return files().names();
		}
		catch (IOException ex) {
			throw failed(ex);
		}
	}

	private synchronized void remove(String name) throws CameraException {
		CardFolder card = files();
		checkName(name);
		try {
			long freed = card.delete(name);
			this.room += isLimited() ? freed : 0;
		}
		catch (IOException ex) {
			throw failed(ex);
		}
	}

	private State mounted() {
		if (this.folder == null || this.configured == SimConfiguration.Card.ABSENT || Files.notExists(this.folder)) {
			return State.ABSENT;
		}
		boolean usable = this.configured != SimConfiguration.Card.BROKEN && Files.isDirectory(this.folder)
				&& Files.isWritable(this.folder);
		return usable ? State.READY : State.BROKEN;
	}

	private boolean isLimited() {
		return this.configured == SimConfiguration.Card.FULL;
	}

	private boolean isFull() throws CameraException {
		try {
			return this.room == 0 || files().usableSpace() == 0;
		}
		catch (IOException ex) {
			throw failed(ex);
		}
	}

	private CardFolder files() throws CameraException {
		State state = mounted();
		Path mounted = this.folder;
		if (state != State.READY || mounted == null) {
			throw CameraException.unavailable("the memory card is " + ((state == State.ABSENT) ? "absent" : "broken"));
		}
		if (this.files == null) {
			this.files = new CardFolder(mounted);
		}
		return this.files;
	}

	private static void checkName(String name) throws CameraException {
		if (!PLAIN.matcher(name).matches() || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
			throw CameraException.refused("not a plain file name");
		}
	}

	private static CameraException full() {
		return CameraException.refused("the memory card is full");
	}

	private static CameraException failed(IOException ex) {
		return CameraException.unavailable("the memory card does not work: " + ex, ex);
	}

}
