package org.camerad.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.LinkedHashSet;
import java.util.function.IntPredicate;

import org.camerad.drill.DiskModel.Change;
import org.camerad.drill.DiskModel.Node;

/** The folders that a power cut may leave at one moment. */
final class CrashStates {

	/** The fate of content that is not sure. */
	private enum Content {

		KEPT, LOST, TORN, ZEROS

	}

	private CrashStates() {
	}

	/**
	 * The files of a folder by their path; folders end with a slash and have no content.
	 */
	record State(Map<String, byte[]> files) {

		/** Returns the content of a file as text, empty if there is no such file. */
		String text(String path) {
			byte[] content = this.files.get(path);
			return (content != null) ? new String(content) : "";
		}

		void write(Path folder) throws IOException {
			Files.createDirectories(folder);
			for (Map.Entry<String, byte[]> file : this.files.entrySet()) {
				Path path = folder.resolve(file.getKey());
				if (file.getKey().endsWith("/")) {
					Files.createDirectories(path);
				}
				else {
					Files.write(path, file.getValue());
				}
			}
		}

		/** Returns a value that is equal for equal states only. */
		String key() {
			StringBuilder key = new StringBuilder();
			this.files.forEach((path, content) -> key.append(path)
				.append(' ')
				.append(content.length)
				.append(' ')
				.append(DamagedFiles.sha256(content))
				.append('\n'));
			return key.toString();
		}

	}

	/** Returns the folder in which everything was kept. */
	static State whole(DiskModel model) {
		return state(model, (change) -> true, Content.KEPT);
	}

	/** Returns the distinct folders, each with all combinations of contents. */
	static List<State> all(DiskModel model) {
		int changes = model.pending().size();
		Map<String, State> states = new TreeMap<>();
		for (Content content : Content.values()) {
			add(states, state(model, (change) -> true, content));
			add(states, state(model, (change) -> false, content));
			for (int i = 0; i < changes; i++) {
				int each = i;
				add(states, state(model, (change) -> change == each, content));
				add(states, state(model, (change) -> change != each, content));
				add(states, state(model, (change) -> change < each, content));
			}
		}
		return List.copyOf(states.values());
	}

	private static void add(Map<String, State> states, State state) {
		states.put(state.key(), state);
	}

	private static State state(DiskModel model, IntPredicate kept, Content content) {
		Map<String, byte[]> files = new TreeMap<>();
		collect(model, model.top(), "", kept, content, files, new LinkedHashSet<>());
		return new State(files);
	}

	private static void collect(DiskModel model, Node folder, String prefix, IntPredicate kept, Content content,
			Map<String, byte[]> files, Set<Node> above) {
		Map<String, Node> names = new TreeMap<>(folder.sureNames);
		for (int i = 0; i < model.pending().size(); i++) {
			Change change = model.pending().get(i);
			if (change.folder() == folder && kept.test(i)) {
				apply(change, names);
			}
		}
		names.forEach((name, node) -> {
			if (node.isFolder && above.add(node)) {
				files.put(prefix + name + "/", new byte[0]);
				collect(model, node, prefix + name + "/", kept, content, files, above);
			}
			else if (!node.isFolder) {
				files.put(prefix + name, content(node, content));
			}
		});
	}

	private static void apply(Change change, Map<String, Node> names) {
		Node node = change.node();
		String removed = change.removed();
		String added = change.added();
		if (removed != null) {
			names.remove(removed);
		}
		if (added != null && node != null) {
			names.put(added, node);
		}
	}

	private static byte[] content(Node node, Content content) {
		byte[] now = node.content;
		byte[] sure = node.sureContent;
		if (now == sure || content == Content.KEPT) {
			return now;
		}
		if (content == Content.LOST) {
			return sure;
		}
		int same = (now.length > sure.length) ? sure.length : 0;
		int torn = same + (now.length - same) / 2;
		return (content == Content.TORN) ? Arrays.copyOf(now, torn)
				: Arrays.copyOf(Arrays.copyOf(now, same), now.length);
	}

}
