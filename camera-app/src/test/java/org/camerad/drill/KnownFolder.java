package org.camerad.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A data folder with settings, users, a preset, an upgrade and a certificate, and what a
 * client finds there.
 */
final class KnownFolder {

	private static final String STATE = "/cgi-bin/OnvifFirmwareUpgrade";

	private final Site site;

	private final FirmwareImages images;

	private final Path original;

	private final Map<String, String> known;

	private final String password;

	KnownFolder(Site site) throws IOException, InterruptedException {
		this.site = site;
		this.images = new FirmwareImages(site);
		this.original = site.folder("known").resolve("data");
		try (ServiceProcess service = launch(this.original).start()) {
			String uid = service.logIn();
			require(service.get("/cgi-bin/image?uid=" + uid + "&brightness=76"));
			require(service.get("/cgi-bin/user_management?action=add&name=guest&newpasswd=guest-1&privilege=User"
					+ "&enable=Enable&uid=" + uid));
			require(service.get("/cgi-bin/ptz_ctrl?uid=" + uid + "&add_preset=7"));
			require(service.upload(this.images.small()));
			if (!ServiceProcess.awaitSeconds(() -> service.getBasic(STATE).attribute("version").equals("2.0.0")
					&& service.getBasic(STATE).attribute("state").equals("idle"), 60)) {
				throw new IOException("the upgrade fails: " + service.getBasic(STATE));
			}
			require(service.get("/cgi-bin/image?uid=" + service.logIn() + "&brightness=77"));
			this.known = facts(service, this.original);
			this.password = service.password();
		}
	}

	private static void require(Reply reply) throws IOException {
		if (!reply.isOk()) {
			throw new IOException("refused: " + reply);
		}
	}

	FirmwareImages images() {
		return this.images;
	}

	/** Returns how a service is started on a copy. */
	Launch launch(Path data) {
		return new Launch(this.site.jar(), data).withGeneratedPassword()
			.withHttps()
			.with("--camera.firmware.keys=" + this.images.key());
	}

	/** Returns the administrator's password. */
	String password() {
		return this.password;
	}

	/** Copies the folder. */
	Path copy() throws IOException {
		return copy(this.site.folder("copy"));
	}

	/** Copies the folder into another one. */
	Path copy(Path folder) throws IOException {
		return Site.copy(this.original, folder.resolve("data"));
	}

	/** Returns what is not as it was, empty for nothing. */
	String findLoss(ServiceProcess service, Path data) throws IOException, InterruptedException {
		Map<String, String> now = facts(service, data);
		StringBuilder lost = new StringBuilder();
		this.known.forEach((name, value) -> {
			if (!value.equals(now.get(name))) {
				lost.append(name)
					.append(" is \"")
					.append(now.get(name))
					.append("\" instead of \"")
					.append(value)
					.append("\" ");
			}
		});
		return lost.toString();
	}

	/** Starts the service without faults and returns what is not as it was. */
	String startAndFindLoss(Path data) throws IOException, InterruptedException {
		try (ServiceProcess service = launch(data).start()) {
			return findLoss(service, data);
		}
	}

	private static Map<String, String> facts(ServiceProcess service, Path data)
			throws IOException, InterruptedException {
		Map<String, String> facts = new TreeMap<>();
		String uid = service.logIn();
		facts.put("administrator", uid.isEmpty() ? "locked out" : "logs in");
		facts.put("guest", service.logIn("guest", "guest-1").isEmpty() ? "locked out" : "logs in");
		facts.put("brightness", service.get("/cgi-bin/image?uid=" + uid).attribute("brightness"));
		facts.put("serial number", service.get("/cgi-bin/getinfo?uid=" + uid).attribute("sn"));
		facts.put("preset", service.get("/cgi-bin/ptz_ctrl?uid=" + uid + "&call_preset=7").toString());
		facts.put("firmware", service.getBasic(STATE).attribute("version"));
		String pem = Files.readString(data.resolve("tls.pem"));
		facts.put("TLS key", pem.substring(0, pem.indexOf("-----END PRIVATE")));
		return facts;
	}

	/** Returns why a set does not work, empty if it does. */
	static String findUnusable(ServiceProcess service) throws InterruptedException {
		String uid = service.logIn();
		String path = "/cgi-bin/image?uid=" + uid;
		int next = (parse(service.get(path).attribute("brightness")) + 1) % 256;
		Reply set = service.get(path + "&brightness=" + next);
		if (!set.attribute("brightness").equals(String.valueOf(next))) {
			return "a set fails: " + set;
		}
		boolean picture = ServiceProcess
			.awaitSeconds(() -> service.get("/cgi-bin/snapshot.cgi?stream=1&uid=" + uid).isOk(), 20);
		return picture ? "" : "a picture fails";
	}

	private static int parse(String number) {
		return number.isEmpty() ? 0 : Integer.parseInt(number);
	}

}
