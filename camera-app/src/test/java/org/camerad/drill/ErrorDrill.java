package org.camerad.drill;

import java.io.IOException;
import java.nio.file.Path;

/** Lets calls on files fail with EIO, one after the other and all of them. */
final class ErrorDrill implements Drill {

	private static final String IMAGE = "/cgi-bin/image?uid=";

	private KnownFolder folder;

	private Faults faults;

	private String shown = "";

	@Override
	public void run(Site site, Tally tally) throws Exception {
		this.folder = new KnownFolder(site);
		this.faults = new Faults(site);
		whileRunning(tally);
		for (int i = 0; i < 28; i++) {
			int before = i;
			tally.attempt("read error " + before + " of a start", () -> start(Faults.READS, before, 1));
			if (i % 2 == 0) {
				tally.attempt("write error " + before + " of a start", () -> start(Faults.WRITES, before, 1));
			}
		}
		tally.attempt("all reads of a start", () -> start(Faults.READS, 0, 0));
		tally.attempt("all writes of a start", () -> start(Faults.WRITES, 0, 0));
		for (int i = 0; i < 24; i++) {
			int before = i;
			tally.attempt("write error " + before + " of an upgrade", () -> upgrade(before));
		}
	}

	private void whileRunning(Tally tally) throws IOException, InterruptedException {
		Path data = this.folder.copy();
		try (ServiceProcess service = this.faults.on(this.folder.launch(data)).start()) {
			String uid = service.logIn();
			this.shown = service.get(IMAGE + uid).attribute("brightness");
			for (int i = 0; i < 12; i++) {
				int before = i;
				tally.attempt("write error " + before + " of a set", () -> set(service, uid, before, 1));
			}
			tally.attempt("all writes of a set", () -> set(service, uid, 0, 0));
			tally.attempt("all reads of a query", () -> {
				this.faults.fail(Faults.READS, 0, 0);
				Reply query = service.get(IMAGE + uid);
				this.faults.end();
				return query.isOk() ? "" : query.toString();
			});
			tally.attempt("after the errors", () -> KnownFolder.findUnusable(service));
			this.shown = service.get(IMAGE + service.logIn()).attribute("brightness");
			service.kill();
		}
		tally.attempt("after a restart", () -> {
			try (ServiceProcess service = this.folder.launch(data).start()) {
				String found = service.get(IMAGE + service.logIn()).attribute("brightness");
				return found.equals(this.shown) ? "" : "brightness is " + found + " instead of " + this.shown;
			}
		});
	}

	private String set(ServiceProcess service, String uid, int before, int count) throws InterruptedException {
		String next = String.valueOf((Integer.parseInt(this.shown) + 1) % 256);
		this.faults.fail(Faults.WRITES, before, count);
		Reply reply = service.get(IMAGE + uid + "&brightness=" + next);
		boolean picture = service.get("/cgi-bin/snapshot.cgi?uid=" + uid).isOk();
		this.faults.end();
		if (!reply.isOk() && !reply.text().contains("device error")) {
			return reply.toString();
		}
		this.shown = reply.isOk() ? next : this.shown;
		String found = service.get(IMAGE + uid).attribute("brightness");
		if (!found.equals(this.shown)) {
			return "brightness is " + found + " instead of " + this.shown + " after " + reply;
		}
		boolean ready = ServiceProcess.awaitSeconds(() -> service.health("/readiness").isOk(), 40);
		return !ready ? "not ready again" : picture ? "" : "no picture";
	}

	/**
	 * Starts with errors. Whatever comes of it, the next start without errors has
	 * everything.
	 */
	private String start(int calls, int before, int count) throws Exception {
		Path data = this.folder.copy();
		this.faults.fail(calls, before, count);
		try (ServiceProcess service = this.faults.on(this.folder.launch(data)).begin()) {
			boolean settled = ServiceProcess
				.awaitSeconds(() -> !service.isAlive() || service.get("/cgi-bin/getuid").status() != 0, 60);
			if (!settled) {
				return "it neither starts nor ends";
			}
			if (service.isAlive()) {
				service.logIn("guest", "guest-1");
			}
			this.faults.end();
		}
		String lost = this.folder.startAndFindLoss(data);
		Site.delete(data);
		return lost;
	}

	private String upgrade(int before) throws Exception {
		Path data = this.folder.copy();
		try (ServiceProcess service = this.faults.on(this.folder.launch(data)).start()) {
			service.logIn();
			this.faults.fail(Faults.WRITES, before, 1);
			service.upload(this.folder.images().newer());
			ServiceProcess.awaitSeconds(() -> isSettled(service), 30);
			this.faults.end();
			if (!ServiceProcess.awaitSeconds(() -> isSettled(service), 60)) {
				return "the upgrade does not end: " + service.getBasic("/cgi-bin/OnvifFirmwareUpgrade");
			}
			service.kill();
		}
		try (ServiceProcess service = this.folder.launch(data).start()) {
			ServiceProcess.awaitSeconds(() -> isSettled(service), 60);
			String version = service.getBasic("/cgi-bin/OnvifFirmwareUpgrade").attribute("version");
			String problem = KnownFolder.findUnusable(service);
			return version.matches("[23]\\.0\\.0") ? problem : "version " + version + " runs";
		}
		finally {
			Site.delete(data);
		}
	}

	private static boolean isSettled(ServiceProcess service) {
		return service.getBasic("/cgi-bin/OnvifFirmwareUpgrade").attribute("state").matches("idle|failed");
	}

}
