package org.camerad.drill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.camerad.drill.Trace.Call;

/**
 * A folder as a power cut may leave it. Content is sure after an fsync of its file, and a
 * name after an fsync of its folder; until then each may be there or not, in any order.
 */
final class DiskModel {

	private final String root;

	private final Node top = Node.folder();

	private final Map<Long, Opened> descriptors = new HashMap<>();

	/** The changes of names that are not sure, the oldest first. */
	private final List<Change> pending = new ArrayList<>();

	DiskModel(String root) {
		this.root = root;
	}

	/** A file or folder. */
	static final class Node {

		/** Empty for a file. */
		final Map<String, Node> sureNames = new TreeMap<>();

		final Map<String, Node> names = new TreeMap<>();

		final boolean isFolder;

		byte[] content = {};

		byte[] sureContent = {};

		private Node(boolean isFolder) {
			this.isFolder = isFolder;
		}

		static Node folder() {
			return new Node(true);
		}

		static Node file() {
			return new Node(false);
		}

	}

	/** A change of names that happens as a whole. */
	record Change(Node folder, String removed, String added, Node node) {
	}

	private static final class Opened {

		private final Node node;

		private final boolean appends;

		private long position;

		Opened(Node node, boolean appends) {
			this.node = node;
			this.appends = appends;
		}

	}

	String root() {
		return this.root;
	}

	Node top() {
		return this.top;
	}

	List<Change> pending() {
		return this.pending;
	}

	/** Applies a call and returns whether it has changed anything. */
	boolean apply(Call call) {
		return switch (call.name()) {
			case "open", "openat", "creat" -> open(call);
			case "close" -> this.descriptors.remove(call.number(0)) != null && false;
			case "dup2" -> duplicate(call);
			case "lseek" -> seek(call);
			case "write" -> write(call, -1);
			case "pwrite64" -> write(call, call.number(3));
			case "ftruncate" -> truncate(call);
			case "fsync", "fdatasync" -> sync(call);
			case "mkdir", "mkdirat" -> isOwn(call.text(0)) && put(call.text(0), Node.folder());
			case "unlink", "unlinkat", "rmdir" -> isOwn(call.text(0)) && remove(call.text(0));
			case "rename", "renameat", "renameat2" -> isOwn(call.text(0)) && rename(call.text(0), call.text(1));
			case "link", "linkat" -> isOwn(call.text(0)) && put(call.text(1), find(call.text(0)));
			default -> unknown(call);
		};
	}

	private boolean unknown(Call call) {
		boolean own = call.texts().stream().anyMatch((text) -> isOwn(new String(text)))
				|| (call.arguments().get(0).matches("[0-9]+") && this.descriptors.containsKey(call.number(0)));
		if (own) {
			throw new IllegalStateException("the model does not know " + call.name());
		}
		return false;
	}

	private boolean isOwn(String path) {
		return path.startsWith(this.root + "/");
	}

	private boolean open(Call call) {
		String path = call.text(0);
		this.descriptors.remove(call.result());
		if (!isOwn(path) && !path.equals(this.root)) {
			return false;
		}
		Node node = path.equals(this.root) ? this.top : find(path);
		boolean created = node == null;
		if (node == null) {
			node = Node.file();
			put(path, node);
		}
		boolean cut = call.has("O_TRUNC") && node.content.length > 0;
		if (cut) {
			node.content = new byte[0];
		}
		this.descriptors.put(call.result(), new Opened(node, call.has("O_APPEND")));
		return created || cut;
	}

	private boolean duplicate(Call call) {
		this.descriptors.remove(call.number(1));
		Opened opened = this.descriptors.get(call.number(0));
		if (opened != null) {
			this.descriptors.put(call.number(1), opened);
		}
		return false;
	}

	private boolean seek(Call call) {
		Opened opened = this.descriptors.get(call.number(0));
		if (opened != null) {
			opened.position = call.result();
		}
		return false;
	}

	private boolean write(Call call, long offset) {
		Opened opened = this.descriptors.get(call.number(0));
		if (opened == null) {
			return false;
		}
		Node node = opened.node;
		long at = (offset >= 0) ? offset : (opened.appends ? node.content.length : opened.position);
		byte[] bytes = Arrays.copyOf(call.texts().get(0), (int) call.result());
		byte[] next = Arrays.copyOf(node.content, (int) Math.max(node.content.length, at + bytes.length));
		System.arraycopy(bytes, 0, next, (int) at, bytes.length);
		node.content = next;
		opened.position = (offset >= 0) ? opened.position : at + bytes.length;
		return true;
	}

	private boolean truncate(Call call) {
		Opened opened = this.descriptors.get(call.number(0));
		if (opened != null) {
			opened.node.content = Arrays.copyOf(opened.node.content, (int) call.number(1));
		}
		return opened != null;
	}

	private boolean sync(Call call) {
		Opened opened = this.descriptors.get(call.number(0));
		if (opened == null) {
			return false;
		}
		Node node = opened.node;
		node.sureContent = node.content;
		node.sureNames.clear();
		node.sureNames.putAll(node.names);
		this.pending.removeIf((change) -> change.folder() == node);
		return true;
	}

	Node find(String path) {
		Node node = this.top;
		for (String name : path.substring(this.root.length() + 1).split("/")) {
			node = (node != null) ? node.names.get(name) : null;
		}
		return node;
	}

	private Node parent(String path) {
		String above = path.substring(0, path.lastIndexOf('/'));
		return above.equals(this.root) ? this.top : find(above);
	}

	private static String name(String path) {
		return path.substring(path.lastIndexOf('/') + 1);
	}

	private boolean put(String path, Node node) {
		Node folder = parent(path);
		folder.names.put(name(path), node);
		return this.pending.add(new Change(folder, null, name(path), node));
	}

	private boolean remove(String path) {
		Node folder = parent(path);
		folder.names.remove(name(path));
		return this.pending.add(new Change(folder, name(path), null, null));
	}

	private boolean rename(String from, String to) {
		Node folder = parent(from);
		if (folder != parent(to)) {
			throw new IllegalStateException("the model does not know a move to another folder: " + to);
		}
		Node node = folder.names.remove(name(from));
		folder.names.put(name(to), node);
		return this.pending.add(new Change(folder, name(from), name(to), node));
	}

}
