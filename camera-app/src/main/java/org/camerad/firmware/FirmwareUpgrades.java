package org.camerad.firmware;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import org.camerad.audit.AuditLog;
import org.camerad.camera.CameraCalls;
import org.camerad.camera.CameraFailure;
import org.camerad.cgi.CameraPart;
import org.camerad.cgi.RequestBody;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.Firmware;
import org.camerad.driver.FirmwareStatus;
import org.camerad.firmware.ImageReceiver.ReceivedImage;
import org.camerad.firmware.UpgradeState.Phase;
import org.camerad.operation.FirmwareProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The firmware upgrades of one camera, one at a time: from the upload to the first start
 * of the new version that works. Any thread.
 */
public final class FirmwareUpgrades implements CameraPart, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(FirmwareUpgrades.class);

	private static final Duration TRIAL_TIME = Duration.ofMinutes(5);

	private final CameraCalls calls;

	private final ImageReceiver receiver;

	private final boolean allowDowngrade;

	private final Runnable restart;

	private final FirmwareTrial trial;

	private final UpgradeRecord record;

	private final AtomicBoolean busy = new AtomicBoolean();

	private final CountDownLatch closed = new CountDownLatch(1);

	private volatile @Nullable Thread installer;

	private volatile UpgradeState state = UpgradeState.IDLE;

	/**
	 * Creates the upgrades of a camera.
	 * @param folder the folder for an image during its upload
	 * @param restart restarts the camera, so that its next version runs; returns at once
	 * @param works returns whether the camera works; may take seconds
	 * @param audit gets the outcome of each installation
	 */
	public FirmwareUpgrades(CameraCalls calls, FirmwareProperties properties, Path folder, Runnable restart,
			BooleanSupplier works, AuditLog audit) {
		this.record = new UpgradeRecord(folder, audit);
		this.calls = calls;
		this.receiver = new ImageReceiver(folder, properties.maxSize().toBytes(), FirmwareKeys.read(properties.keys()));
		this.allowDowngrade = properties.allowDowngrade();
		this.restart = restart;
		this.trial = new FirmwareTrial(works, TRIAL_TIME);
	}

	/** Returns the limits within which the body of an upload must arrive. */
	RequestBody.Limits limits() {
		return this.receiver.limits();
	}

	/**
	 * Returns the state of the upgrade and the versions, as the interface shows them.
	 * @throws CameraFailure UNAVAILABLE while the camera is not open, NOT_SUPPORTED when
	 * it has no updater
	 */
	Map<String, String> state() {
		FirmwareStatus hardware = firmware(this.calls.camera()).status();
		return this.state.or(hardware).attributes(hardware);
	}

	private static Firmware firmware(Camera camera) {
		return camera.firmware().orElseThrow(() -> CameraFailure.notSupported("firmware"));
	}

	/**
	 * Receives and verifies an image. The caller passes it to {@link #install}.
	 * @throws RefusedImageException when the image is refused; the state tells why
	 * @throws CameraFailure UNAVAILABLE while another upgrade is under way, or when the
	 * image cannot be stored; NOT_SUPPORTED when the camera has no updater
	 */
	ReceivedImage receive(ImageUpload upload) throws RefusedImageException {
		Camera camera = this.calls.camera();
		Firmware firmware = firmware(camera);
		if (firmware.status().onTrial() || !this.busy.compareAndSet(false, true)) {
			throw CameraFailure.unavailable();
		}
		try {
			this.state = UpgradeState.of(Phase.RECEIVING, 0);
			return receive(upload, UpgradeRules.of(camera, firmware, this.allowDowngrade));
		}
		catch (RefusedImageException ex) {
			fail(ex.fault() + ": " + ex.getMessage());
			throw ex;
		}
		catch (IOException | RuntimeException ex) {
			logger.error("a firmware image cannot be stored in the data folder: {}", ex.toString());
			fail("device error: the image cannot be stored");
			throw CameraFailure.unavailable();
		}
	}

	private ReceivedImage receive(ImageUpload upload, UpgradeRules rules) throws IOException {
		upload.checkHeaders();
		this.receiver.checkLength(upload.length());
		return this.receiver.receive(upload.body(), rules,
				(received) -> this.state = UpgradeState.of(Phase.RECEIVING,
						(upload.length() > 0) ? received * 100 / upload.length() : 0),
				() -> this.state = UpgradeState.of(Phase.VERIFYING, 0));
	}

	/** Installs an image that was received and closes it. Returns at once. */
	void install(ReceivedImage image) {
		this.state = UpgradeState.of(Phase.INSTALLING, 0);
		Thread thread = new Thread(() -> run(image), "camera-firmware-install");
		thread.setDaemon(true);
		this.installer = thread;
		thread.start();
	}

	private void run(ReceivedImage received) {
		try (received) {
			Firmware firmware = firmware(this.calls.camera());
			this.record.begin(received.image().version(), firmware.status().version());
			firmware.install(received.image(), (percent) -> this.state = UpgradeState.of(Phase.INSTALLING, percent));
			logger.warn("firmware {} is installed; the camera restarts", received.image().version());
			this.state = UpgradeState.of(Phase.REBOOTING, 0);
			restart(firmware);
		}
		catch (CameraException | RuntimeException ex) {
			logger.error("firmware {} cannot be installed, the running version stays: {}", received.image().version(),
					ex.getMessage());
			fail("firmware " + received.image().version() + " cannot be installed: " + ex.getMessage());
			this.record.fail();
		}
	}

	private void restart(Firmware firmware) {
		if (!firmware.rebootsItself()) {
			this.restart.run();
			return;
		}
		try {
			awaitReboot(firmware);
		}
		catch (InterruptedException ex) {
			logger.debug("the service stops while its hardware reboots", ex);
		}
	}

	/** Waits until the hardware stops this process, or reports that it does not. */
	private void awaitReboot(Firmware firmware) throws InterruptedException {
		long start = System.nanoTime();
		while (!this.closed.await(1, TimeUnit.SECONDS)) {
			String failure = firmware.status().failure();
			if (!failure.isEmpty() || System.nanoTime() - start > TRIAL_TIME.toNanos()) {
				logger.error("the hardware does not reboot into its new firmware: {}",
						failure.isEmpty() ? "reboot it by hand" : failure);
				fail(failure.isEmpty() ? "the new version is installed, but the hardware does not reboot" : failure);
				this.record.fail();
				return;
			}
		}
	}

	private void fail(String message) {
		this.state = UpgradeState.failed(message);
		this.busy.set(false);
	}

	/** Continues with the version that runs, whenever the camera was opened. */
	public void onOpened() {
		this.calls.present().flatMap(Camera::firmware).ifPresent((firmware) -> {
			if (firmware.status().onTrial()) {
				this.trial.start(firmware, () -> endRestart(firmware), this.restart);
			}
			else {
				endRestart(firmware);
			}
		});
	}

	private void endRestart(Firmware firmware) {
		if (this.state.phase() != Phase.INSTALLING) {
			this.record.settle(firmware.status());
		}
		if (this.state.phase() == Phase.REBOOTING) {
			this.state = UpgradeState.IDLE;
			this.busy.set(false);
		}
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.trial.close();
		Thread thread = this.installer;
		if (thread != null) {
			thread.interrupt();
		}
	}

}
