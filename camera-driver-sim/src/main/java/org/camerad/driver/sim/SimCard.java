package org.camerad.driver.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.camerad.driver.simulation.CardFile;
import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;
import org.camerad.driver.simulation.Simulation;
import org.camerad.driver.Storage;
import org.camerad.driver.support.file.CardFolder;
import org.camerad.driver.sim.fault.FaultKind;
import org.jspecify.annotations.Nullable;

/** The memory card: a folder of the host, in the configured state. */
final class SimCard implements Storage {

	private final FaultInjector faults;

	private final SimConfiguration.Card configured;

	private final @Nullable Path folder;

	/**
	 * Free bytes. A card that is configured as full has only the space of removed files.
	 */
	private long freeBytes;

	/** True while a fault fills the card. */
	private boolean filled;

	private @Nullable CardFolder files;

	SimCard(FaultInjector faults, SimConfiguration.Card configured, Optional<Path> folder) {
		this.faults = faults;
		this.configured = configured;
		this.folder = folder.orElse(null);
		this.freeBytes = (configured == SimConfiguration.Card.FULL) ? 0 : Long.MAX_VALUE;
	}

	@Override
	public State state() throws CameraException {
		this.faults.checkQuery(CameraPart.STORAGE);
		return presentState();
	}

	@Override
	public void write(String name, byte[] content) throws CameraException {
		this.faults.checkChange(CameraPart.STORAGE);
		this.faults.delay(FaultKind.SD_SLOW);
		put(name, content);
	}

	@Override
	public List<String> names() throws CameraException {
		this.faults.checkQuery(CameraPart.STORAGE);
		this.faults.delay(FaultKind.SD_SLOW);
		return list();
	}

	@Override
	public void delete(String name) throws CameraException {
		this.faults.checkChange(CameraPart.STORAGE);
		this.faults.delay(FaultKind.SD_SLOW);
		remove(name);
	}

	/**
	 * Returns the files on the card, oldest first, regardless of the slot and of faults.
	 */
	synchronized List<CardFile> contents() throws CameraException, IOException {
		List<CardFile> contents = new ArrayList<>();
		if (this.folder != null && Files.isDirectory(this.folder)) {
			for (String name : folder().names()) {
				contents.add(new CardFile(name, Files.size(this.folder.resolve(name))));
			}
		}
		return contents;
	}

	/** Returns the status of a card that is configured to fail, else empty. */
	Optional<PartStatus> status() {
		return switch (this.configured) {
			case BROKEN -> Optional.of(new PartStatus(CameraPart.STORAGE.id(), PartStatus.State.FAILED,
					"the memory card is broken (camera.sim.sd=broken)"));
			case FULL -> Optional.of(new PartStatus(CameraPart.STORAGE.id(), PartStatus.State.IMPAIRED,
					"the memory card is full (camera.sim.sd=full)"));
			case READ_ONLY -> Optional.of(new PartStatus(CameraPart.STORAGE.id(), PartStatus.State.FAILED,
					"the memory card is read-only (camera.sim.sd=read-only)"));
			default -> Optional.empty();
		};
	}

	private synchronized State presentState() throws CameraException {
		State state = slotState();
		if (state != State.READY) {
			return state;
		}
		if (isReadOnly(this.faults.isPresent(FaultKind.SD_READ_ONLY))) {
			return State.BROKEN;
		}
		boolean limited = isLimited(this.faults.isPresent(FaultKind.SD_FULL));
		return (limited && this.freeBytes == 0) ? State.FULL : folder().state();
	}

	private synchronized void put(String name, byte[] content) throws CameraException {
		CardFolder card = writable();
		boolean limited = isLimited(this.faults.shouldInject(FaultKind.SD_FULL));
		if (content.length > this.freeBytes) {
			throw CardFolder.full();
		}
		card.write(name, content);
		this.freeBytes -= limited ? content.length : 0;
	}

	private synchronized List<String> list() throws CameraException {
		return readable().names();
	}

	private synchronized void remove(String name) throws CameraException {
		long freed = writable().delete(name);
		this.freeBytes += isLimited(this.faults.isPresent(FaultKind.SD_FULL)) ? freed : 0;
	}

	private State slotState() {
		if (this.folder == null || this.configured == SimConfiguration.Card.ABSENT || Files.notExists(this.folder)
				|| this.faults.shouldInject(FaultKind.SD_ABSENT)) {
			return State.ABSENT;
		}
		boolean usable = this.configured != SimConfiguration.Card.BROKEN && Files.isDirectory(this.folder)
				&& Files.isWritable(this.folder);
		return usable ? State.READY : State.BROKEN;
	}

	/**
	 * Returns whether space is limited. A card that a fault fills has only the space of
	 * removed files.
	 */
	private boolean isLimited(boolean filledNow) {
		if (this.configured == SimConfiguration.Card.FULL) {
			return true;
		}
		if (filledNow != this.filled) {
			this.filled = filledNow;
			this.freeBytes = filledNow ? 0 : Long.MAX_VALUE;
		}
		return filledNow;
	}

	private boolean isReadOnly(boolean faulty) {
		return faulty || this.configured == SimConfiguration.Card.READ_ONLY;
	}

	private CardFolder writable() throws CameraException {
		CardFolder card = readable();
		if (isReadOnly(this.faults.shouldInject(FaultKind.SD_READ_ONLY))) {
			throw CameraException.unavailable("the memory card is read-only");
		}
		return card;
	}

	private CardFolder readable() throws CameraException {
		State state = slotState();
		if (state != State.READY) {
			throw CameraException.unavailable("the memory card is " + ((state == State.ABSENT) ? "absent" : "broken"));
		}
		return folder();
	}

	private CardFolder folder() {
		if (this.files == null) {
			this.files = new CardFolder(Objects.requireNonNull(this.folder));
		}
		return this.files;
	}

}
