package org.camerad.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** A disk that is full or read-only: a small file system in memory. */
final class DiskDrills {

	private static final String IMAGE = "/cgi-bin/image?uid=";

	private static final String STATE = "/cgi-bin/OnvifFirmwareUpgrade";

	private static final Set<String> MOUNTED = new ConcurrentSkipListSet<>();

	private DiskDrills() {
	}

	/** Takes the disk's space away, or lets nothing be written. */
	private interface Disk {

		void close(Path disk) throws IOException, InterruptedException;

		void open(Path disk) throws IOException, InterruptedException;

	}

	private static final Disk FULL = new Disk() {
		@Override
		public void close(Path disk) {
			Filler.fill(disk);
		}

		@Override
		public void open(Path disk) throws IOException {
			Files.delete(disk.resolve("filler"));
		}
	};

	/**
	 * Over itself: a file system with files open for writing does not become read-only.
	 */
	private static final Disk READ_ONLY = new Disk() {
		@Override
		public void close(Path disk) throws IOException, InterruptedException {
			String data = disk.resolve("data").toString();
			mount(data, "mount", "--bind", data, data);
			Site.run("mount", "-o", "remount,bind,ro", data);
		}

		@Override
		public void open(Path disk) throws IOException, InterruptedException {
			unmount(disk.resolve("data").toString());
		}
	};

	static void full(Site site, Tally tally) throws Exception {
		run(site, tally, FULL, "size=2m");
		tally.attempt("no inode at a start", () -> {
			KnownFolder folder = new KnownFolder(site);
			return atStart(site, folder, new Disk() {
				@Override
				public void close(Path disk) throws IOException {
					for (int i = 0; create(disk.resolve("file" + i)); i++) {
						continue;
					}
				}

				@Override
				public void open(Path disk) throws IOException {
					for (int i = 0; Files.deleteIfExists(disk.resolve("file" + i)); i++) {
						continue;
					}
				}
			}, "size=2m,nr_inodes=100");
		});
	}

	static void readOnly(Site site, Tally tally) throws Exception {
		run(site, tally, READ_ONLY, "size=8m");
	}

	private static void run(Site site, Tally tally, Disk disk, String options) throws Exception {
		KnownFolder folder = new KnownFolder(site);
		for (int i = 0; i < 3; i++) {
			tally.attempt("while it runs " + (i + 1), () -> whileRunning(site, folder, disk, options));
			tally.attempt("at a start " + (i + 1), () -> atStart(site, folder, disk, options));
			tally.attempt("during an upgrade " + (i + 1), () -> duringUpgrade(site, folder, disk, options));
		}
	}

	/** An attempt on a disk with a copy of a known data folder. */
	@FunctionalInterface
	private interface Attempt {

		/** Returns what was lost, empty for nothing. */
		String run(Path place, Path data) throws Exception;

	}

	private static String onDisk(Site site, KnownFolder folder, String options, Attempt attempt) throws Exception {
		Path place = mount(site, options);
		try {
			return attempt.run(place, folder.copy(place));
		}
		finally {
			unmount(place.toString());
		}
	}

	private static String whileRunning(Site site, KnownFolder folder, Disk disk, String options) throws Exception {
		return onDisk(site, folder, options, (place, data) -> {
			try (ServiceProcess service = folder.launch(data).start()) {
				String uid = service.logIn();
				disk.close(place);
				Reply set = service.get(IMAGE + uid + "&brightness=3");
				String lost = (set.status() == 503) ? findLoss(folder, service, data, uid)
						: "a set that cannot be saved: " + set;
				service.kill();
				disk.open(place);
				return lost.isEmpty() ? folder.startAndFindLoss(data) : lost;
			}
		});
	}

	/**
	 * A camera that starts on such a disk shows pictures, lets users in, and recovers by
	 * itself.
	 */
	private static String atStart(Site site, KnownFolder folder, Disk disk, String options) throws Exception {
		return onDisk(site, folder, options, (place, data) -> {
			disk.close(place);
			try (ServiceProcess service = folder.launch(data).begin().awaitAnswer()) {
				ServiceProcess.awaitSeconds(() -> service.getBasic(STATE).isOk(), 10);
				String lost = findLoss(folder, service, data, service.logIn());
				disk.open(place);
				ServiceProcess.awaitSeconds(() -> service.health("/readiness").isOk(), 40);
				return lost.isEmpty() ? KnownFolder.findUnusable(service) : lost;
			}
		});
	}

	private static String findLoss(KnownFolder folder, ServiceProcess service, Path data, String uid) throws Exception {
		String lost = folder.findLoss(service, data);
		boolean pictures = !lost.isEmpty() || service.get("/cgi-bin/snapshot.cgi?uid=" + uid).isOk();
		return pictures ? lost : "no picture";
	}

	private static String duringUpgrade(Site site, KnownFolder folder, Disk disk, String options) throws Exception {
		return onDisk(site, folder, options, (place, data) -> {
			try (ServiceProcess service = folder.launch(data).start()) {
				service.logIn();
				service.upload(folder.images().newer());
				Thread.sleep((long) (Math.random() * 800));
				disk.close(place);
				ServiceProcess.awaitSeconds(() -> isSettled(service), 10);
				service.kill();
			}
			return afterUpgrade(folder, disk, place, data);
		});
	}

	/** Starts on the disk that was closed during an upgrade, and opens it. */
	private static String afterUpgrade(KnownFolder folder, Disk disk, Path place, Path data) throws Exception {
		try (ServiceProcess service = folder.launch(data).begin().awaitAnswer()) {
			ServiceProcess.awaitSeconds(() -> service.getBasic(STATE).isOk(), 10);
			Reply closed = service.getBasic(STATE);
			disk.open(place);
			ServiceProcess.awaitSeconds(() -> isSettled(service) && service.health("/readiness").isOk(), 60);
			Reply open = service.getBasic(STATE);
			boolean held = closed.attribute("version").matches("[23]\\.0\\.0")
					&& open.attribute("version").matches("[23]\\.0\\.0") && isSettled(service);
			return held ? KnownFolder.findUnusable(service) : closed + ", then " + open;
		}
	}

	private static boolean isSettled(ServiceProcess service) {
		return service.getBasic(STATE).attribute("state").matches("idle|failed");
	}

	private static Path mount(Site site, String options) throws IOException, InterruptedException {
		Path place = site.folder("disk");
		mount(place.toString(), "mount", "-t", "tmpfs", "-o", options, "none", place.toString());
		return place;
	}

	private static void mount(String place, String... command) throws IOException, InterruptedException {
		Site.run(command);
		MOUNTED.add(place);
	}

	private static void unmount(String place) throws IOException, InterruptedException {
		for (String each : Set.copyOf(MOUNTED)) {
			if ((each + "/").startsWith(place + "/")) {
				Site.succeeds("umount", "--lazy", each);
				MOUNTED.remove(each);
			}
		}
	}

	/** Unmounts what an interrupted drill has left. */
	static void unmountAll() {
		try {
			unmount("");
		}
		catch (IOException | InterruptedException ex) {
			System.err.println("drill: cannot unmount " + MOUNTED + ": " + ex);
		}
	}

	private static boolean create(Path file) {
		try {
			Files.createFile(file);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
