package org.camerad.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A camera that does not respond for 60 s, while clients go on asking. */
final class HangDrill implements Drill {

	private static final String FAULT = "{\"fault\":\"device-hangs\",\"value\":\"60s\",\"for\":60}";

	/** Twice the time limit of a call, and some for a slow machine. */
	private static final long LIMIT_SECONDS = 13;

	private static final int EXTRA_THREADS = 40;

	private final List<String> targets = List.of("image?brightness=%d&", "image?", "snapshot.cgi?", "image?",
			"osd?color=%d&", "ptz_ctrl?move_x=1&", "ptz_ctrl?stop=1&", "audioencoder?", "motion?", "network?", "time?",
			"getinfo?", "getcapabilities?", "videoencoder?");

	@Override
	public void run(Site site, Tally tally) throws Exception {
		try (ServiceProcess service = new Launch(site.jar(), site.folder("hang").resolve("data")).start()) {
			String uid = service.logIn();
			int threads = service.threads();
			Reply set = service.management("POST", "/actuator/sim", FAULT);
			if (!set.isOk()) {
				throw new java.io.IOException("the fault is refused: " + set);
			}
			long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
			List<Thread> clients = new ArrayList<>();
			for (String target : this.targets) {
				Thread client = new Thread(() -> ask(service, uid, target, end, tally));
				client.start();
				clients.add(client);
			}
			while (System.nanoTime() < end) {
				Thread.sleep(2000);
				tally.attempt("liveness", () -> isOk(service.health("/liveness")));
				tally.attempt("log-in", () -> service.logIn().isEmpty() ? "nobody can log in" : "");
				int now = service.threads();
				tally.count("threads", (now <= threads + EXTRA_THREADS) ? "" : now + " threads instead of " + threads);
			}
			for (Thread client : clients) {
				client.join();
			}
			tally.attempt("ready by itself", () -> {
				ServiceProcess.awaitSeconds(() -> service.health("/readiness").isOk(), 45);
				return isOk(service.health("/readiness"));
			});
			tally.attempt("after it", () -> KnownFolder.findUnusable(service));
		}
	}

	private static void ask(ServiceProcess service, String uid, String target, long end, Tally tally) {
		for (int i = 0; System.nanoTime() < end; i++) {
			int value = i % 3;
			tally.attempt(target, () -> {
				long start = System.nanoTime();
				Reply reply = service.get("/cgi-bin/" + target.formatted(value) + "uid=" + uid);
				long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
				if (seconds > LIMIT_SECONDS) {
					return "answered after " + seconds + " s";
				}
				boolean known = reply.isOk() || reply.status() == 503 || reply.text().contains("uid error");
				Thread.sleep(200);
				return known ? "" : reply.toString();
			});
		}
	}

	private static String isOk(Reply reply) {
		return reply.isOk() ? "" : reply.toString();
	}

}
