package org.camerad.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Damages each file of a data folder. The service then runs with what is left, or ends
 * with a line that names the file.
 */
final class DamageDrill implements Drill {

	private static final Map<String, Damage> DAMAGES = damages();

	/** Damages a file. */
	@FunctionalInterface
	private interface Damage {

		void apply(Path file) throws IOException;

	}

	private static Map<String, Damage> damages() {
		Map<String, Damage> damages = new LinkedHashMap<>();
		damages.put("empty", (file) -> Files.write(file, new byte[0]));
		damages.put("half", (file) -> {
			byte[] content = Files.readAllBytes(file);
			Files.write(file, java.util.Arrays.copyOf(content, content.length / 2));
		});
		damages.put("garbage", (file) -> {
			byte[] garbage = new byte[5000];
			new Random(15).nextBytes(garbage);
			Files.write(file, garbage);
		});
		damages.put("zeros", (file) -> Files.write(file, new byte[(int) Files.size(file)]));
		damages.put("huge", (file) -> {
			try (var channel = Files.newByteChannel(file, java.nio.file.StandardOpenOption.WRITE)) {
				channel.position(5L << 30).write(java.nio.ByteBuffer.wrap(new byte[1]));
			}
		});
		damages.put("gone", Files::delete);
		damages.put("a folder", (file) -> {
			Files.delete(file);
			Files.createDirectories(file.resolve("inside"));
		});
		damages.put("a dangling link", (file) -> {
			Files.delete(file);
			Files.createSymbolicLink(file, Path.of("/nonexistent/file"));
		});
		damages.put("a link to a device", (file) -> {
			Files.delete(file);
			Files.createSymbolicLink(file, Path.of("/dev/full"));
		});
		damages.put("of another user", (file) -> {
			Files.setAttribute(file, "unix:uid", 12345);
			Files.setAttribute(file, "unix:gid", 12345);
		});
		return damages;
	}

	@Override
	public void run(Site site, Tally tally) throws Exception {
		KnownFolder folder = new KnownFolder(site);
		Path first = folder.copy();
		List<Path> files = new ArrayList<>();
		try (Stream<Path> all = Files.walk(first)) {
			all.filter(Files::isRegularFile).map(first::relativize).sorted().forEach(files::add);
		}
		for (Path file : files) {
			DAMAGES.forEach((name, damage) -> tally.attempt(file + " is " + name, () -> start(folder, file, damage)));
		}
		DAMAGES.forEach((name, damage) -> tally.attempt("all files are " + name, () -> {
			Path data = folder.copy();
			for (Path file : files) {
				damage.apply(data.resolve(file));
			}
			return findProblem(folder, data, "");
		}));
	}

	private static String start(KnownFolder folder, Path file, Damage damage) throws Exception {
		Path data = folder.copy();
		damage.apply(data.resolve(file));
		return findProblem(folder, data, file.toString());
	}

	private static String findProblem(KnownFolder folder, Path data, String file) throws Exception {
		try (ServiceProcess service = folder.launch(data).knowing(folder.password()).begin()) {
			ServiceProcess.awaitSeconds(() -> !service.isAlive() || service.health("/readiness").isOk(), 30);
			if (!service.isAlive()) {
				boolean says = service.log().contains("APPLICATION FAILED TO START") && service.log().contains(file);
				return says ? "" : "it ends and does not name the file: " + service.lastLine();
			}
			if (!service.health("/readiness").isOk()) {
				return "it does not become ready: " + service.lastLine();
			}
			if (service.logIn().isEmpty()) {
				return "the administrator cannot log in: " + service.lastLine();
			}
			String problem = KnownFolder.findUnusable(service);
			return problem.isEmpty() ? findExposed(data) : problem;
		}
		finally {
			Site.delete(data);
		}
	}

	/** Finds a file that a damage has left open to others. */
	private static String findExposed(Path data) throws IOException {
		try (Stream<Path> files = Files.walk(data)) {
			return files.filter((file) -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
				.filter((file) -> file.getFileName().toString().matches("admin-password|digest-key|tls.pem|state.*"))
				.filter((file) -> file.toFile().length() > 0 && isOpen(file))
				.map((file) -> file + " can be read by others")
				.findFirst()
				.orElse("");
		}
	}

	private static boolean isOpen(Path file) {
		try {
			return Files.getPosixFilePermissions(file).stream().anyMatch((each) -> each.name().startsWith("OTHERS"));
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Starts two services on one folder: one runs, the other one ends and changes
	 * nothing.
	 */
	static void twoProcesses(Site site, Tally tally) throws Exception {
		KnownFolder folder = new KnownFolder(site);
		for (int i = 0; i < 5; i++) {
			tally.attempt("second start " + (i + 1), () -> second(folder));
			tally.attempt("both at once " + (i + 1), () -> both(folder));
		}
	}

	private static String second(KnownFolder folder) throws Exception {
		Path data = folder.copy();
		try (ServiceProcess one = folder.launch(data).start(); ServiceProcess two = folder.launch(data).begin()) {
			int code = two.exitCode(60);
			if (code <= 0 || !two.log().contains("is in use by another Camerad")) {
				return "the second ends with " + code + ": " + two.lastLine();
			}
			String lost = folder.findLoss(one, data) + KnownFolder.findUnusable(one);
			one.kill();
			return lost.isEmpty() ? usable(folder, data) : lost;
		}
	}

	private static String usable(KnownFolder folder, Path data) throws Exception {
		try (ServiceProcess next = folder.launch(data).start()) {
			return KnownFolder.findUnusable(next);
		}
	}

	private static String both(KnownFolder folder) throws Exception {
		Path data = folder.copy();
		try (ServiceProcess one = folder.launch(data).begin(); ServiceProcess two = folder.launch(data).begin()) {
			ServiceProcess.awaitSeconds(() -> !one.isAlive() || !two.isAlive(), 60);
			if (one.isAlive() == two.isAlive()) {
				return "both are " + (one.isAlive() ? "alive" : "dead");
			}
			ServiceProcess left = (one.isAlive() ? one : two).awaitReady();
			return folder.findLoss(left, data);
		}
	}

}
