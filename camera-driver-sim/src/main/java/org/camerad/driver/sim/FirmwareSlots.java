package org.camerad.driver.sim;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

import org.camerad.driver.CameraException;
import org.camerad.driver.FirmwareImage;
import org.camerad.driver.FirmwareStatus;
import org.camerad.driver.sim.SlotState.Slot;
import org.camerad.driver.support.file.DurableFiles;
import org.camerad.driver.support.file.PrivateFiles;

/**
 * The boot loader and the two firmware slots of a simulated camera. One small file says
 * which slot is started. It is replaced as a whole, so that a power cut at any step
 * leaves the former or the new version. Thread-safe.
 */
final class FirmwareSlots {

	private static final Logger logger = System.getLogger(FirmwareSlots.class.getName());

	/** The starts after which a version that was not confirmed is given up. */
	private static final int MAX_STARTS = 3;

	private final Path folder;

	private final Path file;

	private volatile Boot boot;

	/**
	 * The outcome of the last start.
	 *
	 * @param running the slot that was started
	 * @param version its version, also after it was given up
	 * @param state the stored state
	 */
	private record Boot(Slot running, String version, SlotState state) {

		static Boot of(Slot running, SlotState state) {
			return new Boot(running, state.version(running), state);
		}

		/** Returns whether the next start runs the other slot. */
		boolean isRestarting() {
			return this.state.trial().orElse(this.state.active()) != this.running;
		}

		boolean isOnTrial() {
			return this.state.trial().filter((slot) -> slot == this.running).isPresent();
		}

	}

	/** Creates the slots of a camera whose driver keeps its files in that folder. */
	FirmwareSlots(Path driverFolder) {
		this.folder = driverFolder.resolve("firmware");
		this.file = this.folder.resolve("slots");
		SlotState stored = read(this.file);
		this.boot = Boot.of(stored.active(), stored);
	}

	private static SlotState read(Path file) {
		try {
			Optional<String> text = DurableFiles.read(file);
			return text.map(SlotState::parse).orElse(SlotState.FACTORY);
		}
		catch (IOException | IllegalArgumentException ex) {
			logger.log(Level.WARNING, "the firmware of the simulator is the factory''s: {0} cannot be read: {1}", file,
					ex);
			return SlotState.FACTORY;
		}
	}

	/**
	 * Starts the camera: a version on trial, which counts as a start that was not
	 * confirmed, or else the version that is kept. After three such starts the version on
	 * trial is given up. While the disk cannot be written, the version that is kept
	 * starts.
	 * @param fails returns whether a version on trial does not start
	 * @throws CameraException UNAVAILABLE if the version on trial does not start
	 */
	synchronized void boot(BooleanSupplier fails) throws CameraException {
		if (!countStart()) {
			this.boot = Boot.of(this.boot.state().active(), this.boot.state());
			return;
		}
		SlotState started = this.boot.state();
		if (started.trial().isPresent() && (fails.getAsBoolean() || started.broken())) {
			throw CameraException
				.unavailable("firmware " + started.version(started.trial().get()) + " does not start (injected fault)");
		}
		this.boot = Boot.of(started.trial().orElse(started.active()), started);
	}

	/** Counts the start of a version on trial and returns whether that was stored. */
	private boolean countStart() {
		SlotState stored = this.boot.state();
		String version = stored.trial().map(stored::version).orElse("");
		try {
			if (stored.trial().isPresent() && stored.starts() >= MAX_STARTS) {
				fallBack("firmware " + version + " was started " + MAX_STARTS
						+ " times without working; the former version runs again");
			}
			else if (stored.trial().isPresent()) {
				store(stored.started());
			}
			return true;
		}
		catch (CameraException ex) {
			logger.log(Level.ERROR, "the former firmware starts instead of {0}, whose start cannot be counted: {1}",
					version, ex.getMessage());
			return false;
		}
	}

	/** Returns the versions. Takes no lock, because an installation takes long. */
	FirmwareStatus status() {
		Boot last = this.boot;
		return new FirmwareStatus(last.version(), last.state().version(last.running().other()), last.isOnTrial(),
				last.state().failure());
	}

	/** Returns whether the next start runs another version. */
	boolean isRestarting() {
		return this.boot.isRestarting();
	}

	/**
	 * Writes an image into the slot that does not run, to be started next.
	 * @param broken whether it will not start
	 * @param percent accepts the progress from 0 to 100
	 * @throws CameraException REFUSED without space; UNAVAILABLE if it cannot be written
	 */
	synchronized void install(FirmwareImage image, boolean broken, IntConsumer percent) throws CameraException {
		if (this.boot.state().trial().isPresent()) {
			throw CameraException.unavailable("firmware: a version is on trial");
		}
		try {
			PrivateFiles.createFolder(this.folder);
			store(this.boot.state().withoutSpare());
			write(image, percent);
			store(this.boot.state().withTrial(image.version(), broken));
		}
		catch (IOException ex) {
			throw CameraException.unavailable("firmware: the image cannot be stored: " + ex, ex);
		}
	}

	private void write(FirmwareImage image, IntConsumer percent) throws IOException, CameraException {
		Path slot = this.folder.resolve(this.boot.state().active().other().name().toLowerCase(Locale.ROOT));
		erase(PrivateFiles.createFolder(slot));
		long size = image.files().values().stream().mapToLong(FirmwareImage.Content::size).sum();
		if (Files.getFileStore(this.folder).getUsableSpace() < size) {
			throw CameraException.refused("firmware: there is not enough free space for a second version");
		}
		long written = 0;
		for (Map.Entry<String, FirmwareImage.Content> each : image.files().entrySet()) {
			long before = written;
			copy(each.getValue(), slot.resolve(each.getKey()),
					(count) -> percent.accept((int) ((before + count) * 100 / Math.max(1, size))));
			written += each.getValue().size();
		}
		DurableFiles.syncFolder(slot);
		DurableFiles.syncFolder(this.folder);
	}

	private static void copy(FirmwareImage.Content from, Path to, IntConsumer progress) throws IOException {
		byte[] bytes = new byte[64 * 1024];
		int written = 0;
		try (InputStream in = from.open(); FileChannel out = PrivateFiles.create(to)) {
			for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
				ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, read);
				while (buffer.hasRemaining()) {
					written += out.write(buffer);
				}
				progress.accept(written);
			}
			out.force(true);
		}
	}

	private static void erase(Path slot) throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(slot)) {
			for (Path each : files) {
				Files.delete(each);
			}
		}
	}

	/** Keeps the version on trial. */
	synchronized void confirm() throws CameraException {
		if (this.boot.isOnTrial()) {
			store(this.boot.state().confirmed());
		}
	}

	/** Gives up the version on trial, so that the next start runs the former one. */
	synchronized void fallBack(String reason) throws CameraException {
		if (this.boot.state().trial().isPresent()) {
			store(this.boot.state().fallenBack(reason));
			logger.log(Level.ERROR, reason);
		}
	}

	private void store(SlotState next) throws CameraException {
		try {
			DurableFiles.write(this.file, next.text());
			this.boot = new Boot(this.boot.running(), this.boot.version(), next);
		}
		catch (IOException ex) {
			throw CameraException.unavailable("firmware: the choice of the slot cannot be stored: " + ex, ex);
		}
	}

}
