package org.camerad.drill;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A driver of which each method throws anything, or returns null. */
final class DriverDrill implements Drill {

	private static final List<String> FAILURES = List.of("IllegalStateException", "CameraException",
			"NoClassDefFoundError", "StackOverflowError", "OutOfMemoryError", "AssertionError", "IOException",
			"InterruptedException", "Throwable", "null");

	private static final List<String> AT_START = List.of("DriverSPI.open", "DriverSPI.name", "DriverSPI.detects",
			"DriverSPI.properties", "Camera.info", "Camera.streams", "Camera.ptz", "Camera.network", "Camera.firmware");

	/** The methods and a request that calls each. */
	private static final List<String> METHODS = List.of("Camera.info getinfo", "Camera.streams videoencoder",
			"Camera.image image?brightness=%d", "Camera.osd osd?color=%d", "Camera.motion motion?enable=1",
			"Camera.audio audioencoder?input_volume=%d", "Camera.ptz ptz_ctrl?move_x=1",
			"Camera.storage snapshot.cgi?upload=0", "Camera.network network?dhcp=1",
			"Camera.clock time?update_method=NTP", "Camera.maintenance reboot", "Camera.firmware OnvifFirmwareUpgrade",
			"Camera.simulation image", "Camera.foreignChanges image", "Camera.status health", "Camera.close upgrade",
			"Control.apply image?brightness=%d", "Control.change image?brightness=%d", "Control.current wait",
			"Control.lacks image", "VideoStream.apply videoencoder/stream1?framerate=%d",
			"VideoStream.modes getcapabilities", "VideoStream.snapshot snapshot.cgi?stream=1",
			"VideoStream.pictures mjpeg", "VideoStream.encoded getcapabilities", "VideoStream.current wait",
			"VideoStream.lacks videoencoder", "MotionControl.apply motion?enable=1&sensitivity=%d",
			"MotionControl.events events", "AudioControl.apply audioencoder?input_volume=%d",
			"AudioControl.modes getcapabilities", "AudioControl.frames getcapabilities", "Ptz.move ptz_ctrl?move_x=1",
			"Ptz.stop ptz_ctrl?stop=1", "Ptz.addPreset ptz_ctrl?add_preset=3", "Ptz.callPreset ptz_ctrl?call_preset=3",
			"Ptz.deletePreset ptz_ctrl?delete_preset=3", "Ptz.position health", "Storage.state snapshot.cgi?upload=1",
			"Storage.write snapshot.cgi?upload=1", "Storage.names snapshot.cgi?upload=1",
			"Storage.delete snapshot.cgi?upload=1", "NetworkControl.apply network?dhcp=1",
			"NetworkControl.initial network", "NetworkControl.inUse network", "ClockControl.now time",
			"ClockControl.set time?update_method=MANUAL&year=2026&month=1&day=1&hour=1&min=1&sec=1",
			"ClockControl.apply time?update_method=NTP", "Maintenance.reboot reboot",
			"Maintenance.factoryReset factory_reset", "Firmware.status OnvifFirmwareUpgrade",
			"Firmware.rebootsItself upgrade", "Firmware.install upgrade", "Firmware.confirm upgrade",
			"Firmware.fallBack OnvifFirmwareUpgrade");

	private Path control;

	private Launch launch;

	private FirmwareImages images;

	@Override
	public void run(Site site, Tally tally) throws Exception {
		Path folder = site.folder("driver");
		this.control = folder.resolve("control");
		this.images = new FirmwareImages(site);
		compile(site, folder);
		this.launch = new Launch(site.jar(), folder.resolve("data")).java("-Ddrill.control=" + this.control)
			.driver("throwing")
			.with("--camera.driver-path=" + folder.resolve("drivers"), "--camera.firmware.keys=" + this.images.key(),
					"--camera.firmware.allow-downgrade=true");
		running(tally);
		for (String method : AT_START) {
			for (String failure : FAILURES) {
				tally.attempt(method + " " + failure + " at a start", () -> atStart(method, failure));
			}
		}
	}

	private static void compile(Site site, Path folder) throws IOException, InterruptedException {
		Path classes = Files.createDirectories(folder.resolve("classes"));
		Path unpacked = Files.createDirectories(folder.resolve("jar"));
		String bin = Path.of(System.getProperty("java.home"), "bin").toString();
		Site.run("sh", "-c", "cd '" + unpacked + "' && '" + bin + "/jar' xf '" + site.jar() + "' BOOT-INF/lib");
		try (Stream<Path> jars = Files.walk(unpacked)) {
			String path = String.join(":",
					jars.map(Path::toString)
						.filter((jar) -> jar.matches(".*(camera-driver-api|jspecify).*jar"))
						.toList());
			Site.run(bin + "/javac", "-d", classes.toString(), "-cp", path,
					site.source("ThrowingDriver.java").toString());
		}
		Path services = Files.createDirectories(classes.resolve("META-INF/services"));
		Files.writeString(services.resolve("org.camerad.driver.DriverSPI"), "ThrowingDriver\n");
		Files.createDirectories(folder.resolve("drivers"));
		Site.run(bin + "/jar", "cf", folder.resolve("drivers/throwing.jar").toString(), "-C", classes.toString(), ".");
		Site.delete(unpacked);
	}

	private void arm(String method, String failure) throws IOException {
		Path next = this.control.resolveSibling("control.new");
		Files.writeString(next, method + " " + failure);
		Files.move(next, this.control, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
		Files.deleteIfExists(this.control.resolveSibling("hit"));
	}

	/** Ends the failure and returns whether it has occurred. */
	private boolean disarm() throws IOException {
		Files.deleteIfExists(this.control);
		return Files.exists(this.control.resolveSibling("hit"));
	}

	private void running(Tally tally) throws Exception {
		ServiceProcess service = this.launch.start();
		try {
			for (String line : METHODS) {
				String method = line.substring(0, line.indexOf(' '));
				String request = line.substring(line.indexOf(' ') + 1);
				for (String failure : FAILURES) {
					ServiceProcess present = service;
					int lost = tally.lost().size();
					tally.attempt(method + " " + failure, () -> fail(present, method, failure, request));
					if (tally.lost().size() > lost) {
						disarm();
						service.close();
						service = this.launch.start();
					}
				}
			}
		}
		finally {
			service.close();
		}
	}

	private String fail(ServiceProcess service, String method, String failure, String request) throws Exception {
		String uid = service.logIn();
		arm(method, failure);
		String problem = ask(service, uid, request, failure.hashCode());
		if (problem.isEmpty()) {
			problem = service.health("/liveness").isOk() ? ask(service, uid, "snapshot.cgi", 0) : "not alive";
		}
		service.health("");
		boolean hit = disarm();
		if (!problem.isEmpty()) {
			return problem;
		}
		if (!ServiceProcess.awaitSeconds(() -> service.health("/readiness").isOk(), 45)) {
			return "not ready again: " + service.health("").text() + " " + service.lastLine();
		}
		String unusable = KnownFolder.findUnusable(service);
		return unusable.isEmpty() ? ask(service, service.logIn(), "mjpeg", 0)
				: unusable + (hit ? "" : " (never called)");
	}

	/** Sends a request and returns what is wrong with the response. */
	private String ask(ServiceProcess service, String uid, String request, int value) throws Exception {
		Reply reply = switch (request) {
			case "mjpeg", "events" -> stream(service, uid, request);
			case "health" -> service.health("");
			case "wait" -> service.get("/cgi-bin/image?uid=" + uid);
			case "upgrade" -> {
				Reply upload = service.upload(this.images.small());
				Thread.sleep(700);
				yield upload;
			}
			default -> service.get("/cgi-bin/" + request.formatted(1 + Math.abs(value) % 20)
					+ (request.contains("?") ? "&" : "?") + "uid=" + uid);
		};
		boolean known = reply.isOk() || reply.status() == 503 || reply.status() == 400;
		return known ? "" : request + ": " + reply;
	}

	private static Reply stream(ServiceProcess service, String uid, String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
			socket.setSoTimeout(6000);
			socket.getOutputStream()
				.write(("GET /cgi-bin/" + request + (request.equals("mjpeg") ? ".cgi?stream=0&" : "?") + "uid=" + uid
						+ " HTTP/1.0\r\nHost: camera\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			InputStream in = socket.getInputStream();
			String line = new String(in.readNBytes(15), StandardCharsets.US_ASCII);
			return line.matches("HTTP/1.1 [0-9]{3}.*\\R?.*")
					? new Reply(Integer.parseInt(line.substring(9, 12)), new byte[0]) : Reply.NONE;
		}
	}

	/**
	 * Starts with a failing driver: it ends with a reason, or recovers when the driver
	 * works.
	 */
	private String atStart(String method, String failure) throws Exception {
		arm(method, failure);
		try (ServiceProcess service = this.launch.begin()) {
			ServiceProcess.awaitSeconds(() -> !service.isAlive() || service.get("/cgi-bin/getuid").status() != 0, 60);
			disarm();
			if (!service.isAlive()) {
				return service.log().contains("APPLICATION FAILED TO START") ? ""
						: "it ends without a description: " + service.lastLine();
			}
			if (!ServiceProcess.awaitSeconds(() -> service.health("/readiness").isOk(), 45)) {
				return "not ready again: " + service.health("").text() + " " + service.lastLine();
			}
			return KnownFolder.findUnusable(service);
		}
		finally {
			disarm();
		}
	}

}
