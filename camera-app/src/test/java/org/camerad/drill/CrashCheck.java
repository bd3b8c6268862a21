package org.camerad.drill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.camerad.drill.CrashStates.State;
import org.camerad.drill.PowerCutRecording.Acknowledged;

/**
 * The check of what a power cut has left: each file has a whole content that is not older
 * than the last one that a client was told of.
 */
final class CrashCheck {

	private static final String DATA = "data/";

	private static final String ABSENT = "absent";

	private static final String SLOTS = DATA + "sim/firmware/slots";

	/** Files that are written in steps; each has a check of its own. */
	private static final String WRITTEN_IN_STEPS = ".*\\.(part|new|jsonl)|data/state\\.[0-9]+|data/lock"
			+ "|data/sim/firmware/[ab]/.*";

	private final StateReader reader;

	private final Path folder;

	/** The contents of each file in their order, from the acknowledged one on. */
	private final Map<String, List<String>> contents = new TreeMap<>();

	/** The settings in their order, from the acknowledged ones on. */
	private final List<Object> settings = new ArrayList<>();

	private final Map<String, Object> read = new LinkedHashMap<>();

	private int number;

	CrashCheck(StateReader reader, Path folder) {
		this.reader = reader;
		this.folder = folder;
	}

	/** Takes over what a disk without a power cut has now. */
	void advance(DiskModel model) throws Exception {
		State whole = CrashStates.whole(model);
		Object now = settings(whole);
		if (this.settings.isEmpty() || !this.settings.get(this.settings.size() - 1).equals(now)) {
			this.settings.add(now);
		}
		whole.files().keySet().forEach((path) -> {
			if (!path.endsWith("/") && !path.matches(WRITTEN_IN_STEPS)) {
				this.contents.computeIfAbsent(path, (key) -> new ArrayList<>(List.of(ABSENT)));
			}
		});
		this.contents.forEach((path, versions) -> {
			String content = content(whole, path);
			if (!versions.get(versions.size() - 1).equals(content)) {
				versions.add(content);
			}
		});
	}

	/** From now on nothing older may come back. Returns what is not there. */
	String acknowledge(Acknowledged acknowledged) {
		keepLast(this.settings);
		this.contents.values().forEach(CrashCheck::keepLast);
		String text = String.valueOf(this.settings.get(0));
		return text.contains(acknowledged.expected()) ? "" : acknowledged.expected() + " is not in " + text;
	}

	private static void keepLast(List<?> versions) {
		versions.subList(0, versions.size() - 1).clear();
	}

	/** Returns what a power cut has lost, empty for nothing. */
	String findLoss(State state, DiskModel model) throws Exception {
		for (Map.Entry<String, List<String>> file : this.contents.entrySet()) {
			String content = content(state, file.getKey());
			if (!file.getValue().contains(content)) {
				return file.getKey() + " is " + (content.equals(ABSENT) ? "gone" : "torn or too old");
			}
		}
		Object found = settings(state);
		if (!this.settings.contains(found)) {
			return "settings or users are too old: " + found;
		}
		if (String.valueOf(found).contains("StoredUser[" + Launch.ADMIN)
				&& content(state, DATA + "admin-password").equals(ABSENT)) {
			return "the administrator exists and nobody knows its password";
		}
		String problem = firmware(state);
		return problem.isEmpty() ? audit(state, model) : problem;
	}

	private static String content(State state, String path) {
		byte[] content = state.files().get(path);
		return (content != null) ? DamagedFiles.sha256(content) : ABSENT;
	}

	private Object settings(State state) throws IOException, ReflectiveOperationException {
		Map<String, byte[]> own = new TreeMap<>();
		state.files().forEach((path, content) -> {
			if (path.startsWith(DATA + "state.")) {
				own.put(path.substring(DATA.length()), content);
			}
		});
		State stored = new State(own);
		Object known = this.read.get(stored.key());
		if (known == null) {
			Path place = this.folder.resolve("store-" + this.number++);
			stored.write(place);
			known = this.reader.settings(place);
			Site.delete(place);
			this.read.put(stored.key(), known);
		}
		return known;
	}

	/** Checks that the slot that is started next has all of its version. */
	private static String firmware(State state) {
		Map<String, String> slots = state.text(SLOTS)
			.lines()
			.map((line) -> line.split("=", 2))
			.collect(Collectors.toMap((line) -> line[0], (line) -> line[1]));
		String next = slots.getOrDefault("trial", "").isEmpty() ? slots.getOrDefault("active", "A")
				: slots.get("trial");
		String version = slots.getOrDefault(next, "1.0.0");
		if (version.equals("1.0.0")) {
			return "";
		}
		String file = DATA + "sim/firmware/" + next.toLowerCase(java.util.Locale.ROOT) + "/rootfs.img";
		return content(state, file).equals(DamagedFiles.sha256(FirmwareImages.content(version))) ? ""
				: "version " + version + " is started without its file";
	}

	/** Checks that the audit log is whole and has each entry that is on the disk. */
	private String audit(State state, DiskModel model) throws Exception {
		Map<String, byte[]> own = new TreeMap<>();
		state.files().forEach((path, content) -> {
			if (path.startsWith(DATA + "audit/") && path.endsWith(".jsonl")) {
				own.put(path.substring(DATA.length() + "audit/".length()), content);
			}
		});
		State stored = new State(own);
		Path place = this.folder.resolve("audit");
		stored.write(place);
		List<String> lines = this.reader.audit(place);
		Site.delete(place);
		Set<String> found = new HashSet<>(lines);
		DiskModel.Node audit = model.find(model.root() + "/data/audit");
		if (audit == null) {
			return "";
		}
		for (DiskModel.Node file : audit.names.values()) {
			for (String line : new String(file.sureContent).lines().toList()) {
				if (!found.contains(line)) {
					return "an audit entry that was on the disk is gone: " + line;
				}
			}
		}
		return lines.stream().allMatch((line) -> line.startsWith("{\"number\":") && line.endsWith("}")) ? ""
				: "the audit log has half a line";
	}

}
