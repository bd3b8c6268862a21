package org.camerad.drill;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;

/** Kills the service in each state of a firmware upgrade. */
final class FirmwareKillDrill implements Drill {

	private static final String STATE = "/cgi-bin/OnvifFirmwareUpgrade";

	/** Keeps a new version unconfirmed: there is no picture. */
	private static final String NO_PICTURE = "--camera.sim.fault.sensor-lost=on";

	private FirmwareImages images;

	private Path factory;

	private Site site;

	private int number;

	@Override
	public void run(Site at, Tally tally) throws Exception {
		this.site = at;
		this.images = new FirmwareImages(at);
		this.factory = at.folder("factory").resolve("data");
		launch(this.factory).start().close();
		for (int i = 0; i < 3; i++) {
			int percent = 20 + 30 * i;
			attempt(tally, "receiving", (service) -> this.images.sendPart(service, percent));
			attempt(tally, "verifying", (service) -> uploadUntil(service, (reply) -> isIn(reply, "verifying")));
			attempt(tally, "installing", (service) -> uploadUntil(service, (reply) -> isIn(reply, "installing")));
			attempt(tally, "rebooting",
					(service) -> uploadUntil(service, (reply) -> reply.status() == 503 || isIn(reply, "rebooting")));
			int restarts = i;
			tally.attempt("unconfirmed, start " + (restarts + 1), () -> unconfirmed(restarts, 0));
			tally.attempt("falling back " + (i + 1), () -> unconfirmed(2, 200 + 600 * restarts));
		}
		for (int delay = 0; delay < 2000; delay += 200) {
			int millis = delay;
			attempt(tally, millis + " ms after the upload", (service) -> {
				service.upload(this.images.small());
				Thread.sleep(millis);
			});
		}
	}

	/** The steps that lead to the moment of the kill. */
	@FunctionalInterface
	private interface Steps {

		void run(ServiceProcess service) throws Exception;

	}

	private Launch launch(Path data, String... options) {
		return new Launch(this.site.jar(), data).with("--camera.firmware.keys=" + this.images.key()).with(options);
	}

	private Path copy() throws IOException {
		return Site.copy(this.factory, this.site.work().resolve("firmware-" + this.number++));
	}

	private void attempt(Tally tally, String name, Steps steps) {
		tally.attempt(name, () -> {
			Path data = copy();
			try (ServiceProcess service = launch(data).start()) {
				steps.run(service);
				service.kill();
			}
			return check(data, Set.of("1.0.0", "2.0.0"));
		});
	}

	private void uploadUntil(ServiceProcess service, Predicate<Reply> reached) throws Exception {
		Thread upload = new Thread(() -> service.upload(this.images.large()));
		upload.start();
		if (!ServiceProcess.awaitSeconds(() -> reached.test(service.getBasic(STATE)), 30)) {
			throw new IOException("the state is not reached: " + service.getBasic(STATE));
		}
		service.kill();
		upload.join();
	}

	private static boolean isIn(Reply reply, String state) {
		return reply.attribute("state").equals(state);
	}

	/**
	 * Kills an unconfirmed version at its first start and at some restarts, and then, if
	 * there is a delay, at the start that falls back.
	 */
	private String unconfirmed(int restarts, int delay) throws Exception {
		Path data = copy();
		try (ServiceProcess service = launch(data, NO_PICTURE).begin().awaitAnswer()) {
			service.upload(this.images.small());
			if (!ServiceProcess.awaitSeconds(() -> isIn(service.getBasic(STATE), "rebooting")
					&& service.getBasic(STATE).attribute("version").equals("2.0.0"), 30)) {
				return "the new version does not start: " + service.getBasic(STATE);
			}
			service.kill();
		}
		for (int i = 0; i < restarts; i++) {
			try (ServiceProcess service = launch(data, NO_PICTURE).begin().awaitAnswer()) {
				service.kill();
			}
		}
		if (delay == 0) {
			return check(data, (restarts < 2) ? Set.of("2.0.0") : Set.of("1.0.0", "2.0.0"));
		}
		try (ServiceProcess service = launch(data, NO_PICTURE).begin()) {
			Thread.sleep(1000 + delay);
			service.kill();
		}
		return check(data, Set.of("1.0.0"));
	}

	/** Returns what is lost: an allowed version runs, and the next upgrade succeeds. */
	private String check(Path data, Set<String> versions) throws Exception {
		try (ServiceProcess service = launch(data).start()) {
			ServiceProcess.awaitSeconds(() -> isSettled(service), 60);
			Reply state = service.getBasic(STATE);
			if (!isSettled(service) || !versions.contains(state.attribute("version"))) {
				return "expected one of " + versions + ": " + state;
			}
			try (DirectoryStream<Path> parts = Files.newDirectoryStream(data, "firmware-*.part")) {
				for (Path part : parts) {
					return part + " is left";
				}
			}
			Reply upload = service.upload(this.images.newer());
			ServiceProcess.awaitSeconds(() -> service.getBasic(STATE).attribute("version").equals("3.0.0"), 30);
			Reply after = service.getBasic(STATE);
			return after.attribute("version").equals("3.0.0") ? ""
					: "the next upgrade fails: " + upload + ", then " + after;
		}
		finally {
			Site.delete(data);
		}
	}

	private static boolean isSettled(ServiceProcess service) {
		Reply state = service.getBasic(STATE);
		return isIn(state, "idle") || isIn(state, "failed");
	}

}
