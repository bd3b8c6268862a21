package org.camerad.drill;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Moves the wall clock of the service by ten years, between starts and while it runs. */
final class ClockDrill implements Drill {

	private static final long YEARS = 3653L * 24 * 3600;

	private static final double MAX_IDLE_CPU = 1.5;

	@Override
	public void run(Site site, Tally tally) throws Exception {
		KnownFolder folder = new KnownFolder(site);
		Faults faults = new Faults(site);
		for (long offset : new long[] { YEARS, -YEARS }) {
			String name = (offset > 0) ? "+10 years" : "-10 years";
			tally.attempt(name + " between starts", () -> betweenStarts(folder, faults, offset));
			whileRunning(folder, faults, offset, name, tally);
		}
	}

	private static String betweenStarts(KnownFolder folder, Faults faults, long offset) throws Exception {
		Path data = folder.copy();
		faults.setClock(offset);
		try (ServiceProcess service = faults.on(folder.launch(data)).start()) {
			String lost = folder.findLoss(service, data) + KnownFolder.findUnusable(service);
			String year = service.get("/cgi-bin/time?uid=" + service.logIn())
				.text()
				.replaceAll("(?s).*year=\"?(\\d+).*", "$1");
			if (!lost.isEmpty()) {
				return lost + " at " + year;
			}
			service.get("/cgi-bin/image?uid=" + service.logIn() + "&brightness=77");
		}
		finally {
			faults.setClock(0);
		}
		return folder.startAndFindLoss(data);
	}

	private static void whileRunning(KnownFolder folder, Faults faults, long offset, String name, Tally tally)
			throws Exception {
		Path data = folder.copy();
		try (ServiceProcess service = faults.on(folder.launch(data).with("--camera.audit.sync-interval=1s")).start();
				Viewer viewer = new Viewer(service)) {
			String uid = service.logIn();
			for (long now : new long[] { offset, 0, offset, -offset, 0 }) {
				faults.setClock(now);
				String step = name + " while it runs, now " + now / YEARS * 10;
				tally.attempt(step + ": session", () -> isOk(service.get("/cgi-bin/image?uid=" + uid)));
				tally.attempt(step + ": set and picture", () -> KnownFolder.findUnusable(service));
				tally.attempt(step + ": live pictures", viewer::findStandstill);
				tally.attempt(step + ": health", () -> isOk(service.health("/readiness")));
				tally.attempt(step + ": idle", () -> findBusy(service));
			}
			tally.attempt(name + ": audit log", () -> findDisorder(data));
			service.get("/cgi-bin/image?uid=" + service.logIn() + "&brightness=77");
			service.kill();
		}
		finally {
			faults.setClock(0);
		}
		tally.attempt(name + ": restart", () -> folder.startAndFindLoss(data));
	}

	private static String isOk(Reply reply) {
		return reply.isOk() ? "" : reply.toString();
	}

	/** Finds a thread that spins because its time has come at all times. */
	private static String findBusy(ServiceProcess service) throws Exception {
		Thread.sleep(1000);
		Duration before = service.cpu();
		Thread.sleep(1000);
		double busy = service.cpu().minus(before).toMillis() / 1000.0;
		return (busy < MAX_IDLE_CPU) ? "" : "the processor is busy for " + busy + " s of one second";
	}

	/** Checks that entries have their numbers in order, whatever their times are. */
	private static String findDisorder(Path data) throws IOException {
		try (Stream<Path> files = Files.list(data.resolve("audit"))) {
			for (Path file : files.toList()) {
				List<Long> numbers = Files.readAllLines(file)
					.stream()
					.map((line) -> Long.valueOf(line.replaceAll("^\\{\"number\":(\\d+),.*", "$1")))
					.toList();
				if (!numbers.equals(numbers.stream().sorted().distinct().toList())) {
					return file + " is out of order";
				}
			}
		}
		return "";
	}

	/** A client of MJPEG that counts what it gets. */
	private static final class Viewer implements AutoCloseable {

		private final Socket socket;

		private volatile long bytes;

		Viewer(ServiceProcess service) throws IOException, InterruptedException {
			this.socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
			this.socket.getOutputStream()
				.write(("GET /cgi-bin/mjpeg.cgi?stream=0&username=admin&password=" + service.password()
						+ " HTTP/1.0\r\nHost: camera\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			Thread reader = new Thread(this::read);
			reader.setDaemon(true);
			reader.start();
			ServiceProcess.awaitSeconds(() -> this.bytes > 20_000, 10);
		}

		private void read() {
			try (InputStream in = this.socket.getInputStream()) {
				byte[] buffer = new byte[8192];
				for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
					this.bytes += read;
				}
			}
			catch (IOException ex) {
				// The drill ends, or the picture stands still, which is found there.
			}
		}

		String findStandstill() throws InterruptedException {
			long before = this.bytes;
			return ServiceProcess.awaitSeconds(() -> this.bytes > before + 20_000, 5) ? "" : "the picture stands still";
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

}
