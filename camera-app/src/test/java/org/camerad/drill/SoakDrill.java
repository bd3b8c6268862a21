package org.camerad.drill;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A day's requests of a recorder, a page and a monitor, compressed into one hour: 24
 * times as many in a second. Memory, threads and descriptors stay flat.
 */
final class SoakDrill implements Drill {

	private static final double FACTOR = 24;

	/** The requests per second of a real day. */
	private static final Map<String, Double> DAY = Map.of("/cgi-bin/snapshot.cgi?stream=0&uid=", 0.5,
			"/cgi-bin/getinfo?uid=", 0.5, "/cgi-bin/videoencoder?uid=", 0.2, "/cgi-bin/image?brightness=%d&uid=", 0.05,
			"/cgi-bin/ptz_ctrl?move_x=1&uid=", 0.05, "health", 0.2, "log-in", 0.02, "viewer", 0.05, "fault", 0.1,
			"firmware", 0.1);

	private static final long MAX_GROWTH_BYTES = 6_000_000;

	private static final double MAX_RSS_GROWTH = 1.15;

	private final AtomicInteger number = new AtomicInteger();

	private volatile String uid = "";

	private volatile boolean ended;

	/** The resources of the process at one moment. */
	private record Sample(long liveBytes, long rssKilobytes, int threads, int descriptors) {

		static Sample of(ServiceProcess service) throws IOException, InterruptedException {
			return new Sample(service.liveBytes(), service.rssKilobytes(), service.threads(), service.descriptors());
		}

		@Override
		public String toString() {
			return "%.1f MB live, %.0f MB resident, %d threads, %d descriptors".formatted(this.liveBytes / 1e6,
					this.rssKilobytes / 1024.0, this.threads, this.descriptors);
		}

	}

	@Override
	public void run(Site site, Tally tally) throws Exception {
		Launch launch = new Launch(site.jar(), site.folder("soak").resolve("data")).withHttps();
		try (ServiceProcess service = launch.start()) {
			this.uid = service.logIn();
			List<Thread> clients = new ArrayList<>();
			DAY.forEach((target, perSecond) -> {
				Thread client = new Thread(() -> repeat(service, target, perSecond * FACTOR, tally));
				client.start();
				clients.add(client);
			});
			List<Sample> samples = sample(service, site.minutes());
			this.ended = true;
			for (Thread client : clients) {
				client.join();
			}
			Sample first = samples.get(0);
			Sample last = samples.get(samples.size() - 1);
			tally.count("live heap",
					(last.liveBytes() - first.liveBytes() < MAX_GROWTH_BYTES) ? "" : samples.toString());
			tally.count("resident memory",
					(last.rssKilobytes() < first.rssKilobytes() * MAX_RSS_GROWTH) ? "" : samples.toString());
			tally.count("threads", (last.threads() <= first.threads() + 4) ? "" : samples.toString());
			tally.count("descriptors", (last.descriptors() <= first.descriptors() + 8) ? "" : samples.toString());
		}
	}

	private static List<Sample> sample(ServiceProcess service, double minutes)
			throws IOException, InterruptedException {
		List<Sample> samples = new ArrayList<>();
		long warmUp = (long) Math.min(120_000, minutes * 60_000 / 4);
		long interval = Math.max(5000, (long) (minutes * 60_000 - warmUp) / 12);
		long end = System.nanoTime() + (long) (minutes * 60e9);
		Thread.sleep(warmUp);
		while (samples.isEmpty() || System.nanoTime() < end) {
			samples.add(Sample.of(service));
			System.err.println("  soak: " + samples.get(samples.size() - 1));
			Thread.sleep(interval);
		}
		samples.add(Sample.of(service));
		System.err.println("  soak: " + samples.get(samples.size() - 1));
		return samples;
	}

	private void repeat(ServiceProcess service, String target, double perSecond, Tally tally) {
		long interval = (long) (1e9 / perSecond);
		long next = System.nanoTime();
		while (!this.ended) {
			tally.attempt(target, () -> ask(service, target));
			next = Math.max(next + interval, System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
			LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
		}
	}

	private String ask(ServiceProcess service, String target) throws Exception {
		return switch (target) {
			case "health" -> isOk(service.health(""));
			case "log-in" -> {
				String next = service.logIn();
				this.uid = next.isEmpty() ? this.uid : next;
				yield next.isEmpty() ? "nobody can log in" : "";
			}
			case "viewer" -> watch(service);
			case "fault" -> (service.get("/cgi-bin/image?brightness=999&uid=" + this.uid).status() == 400) ? ""
					: "a wrong value is accepted";
			case "firmware" -> isOk(service.getBasic("/cgi-bin/OnvifFirmwareUpgrade"));
			default -> isOk(service.get(target.formatted(this.number.incrementAndGet() % 256) + this.uid));
		};
	}

	private static String isOk(Reply reply) {
		return reply.isOk() ? "" : reply.toString();
	}

	/** Watches MJPEG for some pictures and leaves. */
	private String watch(ServiceProcess service) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
			socket.setSoTimeout(20_000);
			socket.getOutputStream()
				.write(("GET /cgi-bin/mjpeg.cgi?stream=0&uid=" + this.uid + " HTTP/1.0\r\nHost: camera\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			InputStream in = socket.getInputStream();
			return (in.readNBytes(60_000).length == 60_000) ? "" : "the pictures end";
		}
	}

}
