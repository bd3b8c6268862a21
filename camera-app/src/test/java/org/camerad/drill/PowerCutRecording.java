package org.camerad.drill;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A recorded run of the service: its writes and what its client was told.
 *
 * @param root the folder above the data folder
 * @param calls the system calls
 * @param acknowledged what the client was told, the oldest first
 * @param key the firmware's public key
 */
record PowerCutRecording(String root, List<Trace.Call> calls, List<Acknowledged> acknowledged, String key, Path jar) {

	private static final String IMAGE = "/cgi-bin/image?uid=";

	private static final String USERS = "/cgi-bin/user_management?uid=";

	/**
	 * A response that told of a change.
	 *
	 * @param micros the wall clock's time
	 * @param name the change
	 * @param expected what the saved state contains from then on
	 */
	record Acknowledged(long micros, String name, String expected) {
	}

	/** Runs the service under strace. */
	static PowerCutRecording make(Site site, Path folder) throws IOException, InterruptedException {
		FirmwareImages images = new FirmwareImages(site);
		Path trace = folder.resolve("trace");
		PowerCutRecording recording = new PowerCutRecording(folder.resolve("root").toString(), new ArrayList<>(),
				new ArrayList<>(), images.key(), site.jar());
		java.nio.file.Files.createDirectories(folder.resolve("root"));
		Launch launch = recording.launch(folder.resolve("root").resolve("data")).by(Trace.command(trace));
		long pid;
		try (ServiceProcess service = launch.start()) {
			pid = service.pid();
			recording.change(service, site.tries(40, 3));
			if (!site.isShort()) {
				recording.upgrade(service, images);
				recording.reset(service);
			}
		}
		Trace.awaitEnd(trace, pid);
		recording.calls.addAll(Trace.read(trace));
		if (recording.calls.isEmpty()) {
			throw new IOException("strace has recorded nothing: " + trace);
		}
		return recording;
	}

	/** Returns how the service is started, also with what a power cut has left. */
	Launch launch(Path data) {
		return new Launch(this.jar, data).withGeneratedPassword()
			.withHttps()
			.with("--camera.firmware.keys=" + this.key, "--camera.audit.max-size=64KB",
					"--camera.audit.sync-interval=1s");
	}

	private void change(ServiceProcess service, int sets) throws IOException, InterruptedException {
		String uid = service.logIn();
		told("administrator", "StoredUser[" + Launch.ADMIN);
		for (int i = 0; i < sets; i++) {
			require(service.get(IMAGE + uid + "&brightness=" + i));
			told("brightness " + i, "brightness=" + i + ",");
		}
		require(service.get("/cgi-bin/ptz_ctrl?uid=" + uid + "&add_preset=7"));
		told("preset", "presets=[7]");
		require(service.get(USERS + uid + "&action=add&name=guest&newpasswd=guest-1&privilege=User&enable=Enable"));
		told("user", "StoredUser[guest");
		require(service.get(USERS + uid + "&action=edit&name=guest&newpasswd=guest-2&privilege=User&enable=Enable"));
		told("password", "StoredUser[guest");
	}

	private void upgrade(ServiceProcess service, FirmwareImages images) throws IOException, InterruptedException {
		require(service.upload(images.small()));
		if (!ServiceProcess.awaitSeconds(() -> isUpgraded(service), 60)) {
			throw new IOException("the upgrade fails: " + service.getBasic("/cgi-bin/OnvifFirmwareUpgrade"));
		}
		told("firmware", "StoredUser[guest");
	}

	private void reset(ServiceProcess service) throws IOException, InterruptedException {
		require(service.get("/cgi-bin/factory_reset?uid=" + service.logIn()));
		ServiceProcess.awaitSeconds(() -> service.health("/readiness").isOk(), 60);
		told("factory reset", "StoredUser[" + Launch.ADMIN);
		require(service.get(IMAGE + service.logIn() + "&brightness=200"));
		told("brightness 200", "brightness=200,");
	}

	private static boolean isUpgraded(ServiceProcess service) {
		Reply state = service.getBasic("/cgi-bin/OnvifFirmwareUpgrade");
		return state.attribute("version").equals("2.0.0") && state.attribute("state").equals("idle");
	}

	private void told(String name, String expected) {
		this.acknowledged
			.add(new Acknowledged(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()), name, expected));
	}

	private static void require(Reply reply) throws IOException {
		if (!reply.isOk()) {
			throw new IOException("refused: " + reply);
		}
	}

}
