package org.camerad.driver.pi.system;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.camerad.driver.support.file.DurableFiles;

/**
 * The servers in the configuration of systemd-timesyncd, as timesyncd.conf(5) combines
 * its files: the main file, then the drop-ins by their names. Each line adds servers; a
 * line without a value removes those before it.
 */
final class TimesyncdConfiguration {

	/** Folders of configuration; a file hides one of the same name in a later folder. */
	private static final List<String> FOLDERS = List.of("etc/systemd", "run/systemd", "usr/lib/systemd");

	private static final Pattern SERVERS = Pattern.compile("\\s*NTP\\s*=\\s*(.*?)\\s*");

	private final List<Path> folders;

	/**
	 * Creates the configuration.
	 * @param root the root of the file system
	 */
	TimesyncdConfiguration(Path root) {
		this.folders = FOLDERS.stream().map(root::resolve).toList();
	}

	/** Returns the drop-in of this service. */
	Path dropIn() {
		return this.folders.get(0).resolve("timesyncd.conf.d/camerad.conf");
	}

	/**
	 * Returns the configured servers in timesyncd's order.
	 * @throws IOException if a file cannot be read
	 */
	List<String> servers() throws IOException {
		List<String> servers = new ArrayList<>();
		for (Path file : files()) {
			for (String line : DurableFiles.read(file).orElse("").lines().toList()) {
				Matcher matcher = SERVERS.matcher(line);
				if (matcher.matches()) {
					add(matcher.group(1), servers);
				}
			}
		}
		return servers;
	}

	private static void add(String value, List<String> servers) {
		if (value.isEmpty()) {
			servers.clear();
		}
		Stream.of(value.split("\\s+")).filter((server) -> !server.isEmpty()).forEach(servers::add);
	}

	private List<Path> files() throws IOException {
		Optional<Path> main = this.folders.stream()
			.map((folder) -> folder.resolve("timesyncd.conf"))
			.filter(Files::exists)
			.findFirst();
		SortedMap<String, Path> dropIns = new TreeMap<>();
		for (Path folder : this.folders) {
			if (Files.isDirectory(folder.resolve("timesyncd.conf.d"))) {
				addDropIns(folder.resolve("timesyncd.conf.d"), dropIns);
			}
		}
		return Stream.concat(main.stream(), dropIns.values().stream()).toList();
	}

	private static void addDropIns(Path folder, SortedMap<String, Path> dropIns) throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.conf")) {
			for (Path file : files) {
				dropIns.putIfAbsent(file.getFileName().toString(), file);
			}
		}
	}

}
