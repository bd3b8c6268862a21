package org.camerad.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The system calls of a process on files, as strace records them, in the order of their
 * ends.
 */
final class Trace {

	private static final String CALLS = "open,openat,creat,close,dup2,write,pwrite64,writev,pwritev,lseek,fsync,"
			+ "fdatasync,rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,link,linkat,symlink,ftruncate,"
			+ "truncate,copy_file_range,sendfile,fallocate";

	private static final Pattern LINE = Pattern.compile("([0-9]+) +([0-9]+)\\.([0-9]{6}) (.*)");

	private static final Pattern CALL = Pattern.compile("([a-z0-9_]+)\\((.*)\\) += (-?[0-9]+).*", Pattern.DOTALL);

	private static final Pattern STRING = Pattern.compile("\"((?:\\\\x[0-9a-f]{2})*)\"(\\.\\.\\.)?");

	private static final String UNFINISHED = " <unfinished ...>";

	private Trace() {
	}

	/**
	 * A finished call.
	 *
	 * @param micros the wall clock's time
	 * @param name its name
	 * @param arguments its arguments, with {@code $0}, {@code $1} … for texts
	 * @param texts the texts among its arguments
	 * @param result the result
	 */
	record Call(long micros, String name, List<String> arguments, List<byte[]> texts, long result) {

		String text(int index) {
			return new String(this.texts.get(index), StandardCharsets.UTF_8);
		}

		long number(int index) {
			return Long.parseLong(this.arguments.get(index).trim());
		}

		boolean has(String flag) {
			return this.arguments.stream().anyMatch((argument) -> argument.contains(flag));
		}

	}

	/** Returns the command that records a process; the process is the child. */
	static String[] command(Path file) {
		return new String[] { "strace", "-D", "-f", "--seccomp-bpf", "-q", "-ttt", "-xx", "-s", "4000000", "-e",
				"signal=none", "-e", "trace=" + CALLS, "-o", file.toString() };
	}

	/**
	 * Waits until a recording is whole, which is soon after the process has ended.
	 * @throws IOException if that takes a minute
	 */
	static void awaitEnd(Path file, long pid) throws IOException, InterruptedException {
		Pattern end = Pattern.compile("\n" + pid + " +[0-9.]+ \\+\\+\\+ (exited|killed) ");
		if (!ServiceProcess.awaitSeconds(() -> end.matcher(tail(file)).find(), 60)) {
			throw new IOException("strace does not end: " + file);
		}
	}

	private static String tail(Path file) {
		try (SeekableByteChannel channel = Files.newByteChannel(file)) {
			ByteBuffer tail = ByteBuffer.allocate(4096);
			channel.position(Math.max(0, channel.size() - tail.capacity())).read(tail);
			return new String(tail.array(), 0, tail.position(), StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Reads the successful calls of a recording. */
	static List<Call> read(Path file) throws IOException {
		List<Call> calls = new ArrayList<>();
		Map<String, String> unfinished = new HashMap<>();
		try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
			lines.forEach((text) -> {
				Matcher line = LINE.matcher(text);
				if (line.matches()) {
					long micros = Long.parseLong(line.group(2)) * 1_000_000 + Long.parseLong(line.group(3));
					add(calls, micros, whole(unfinished, line.group(1), line.group(4)));
				}
			});
		}
		return calls;
	}

	/** Returns a whole call, empty if this is its beginning. */
	private static String whole(Map<String, String> unfinished, String thread, String text) {
		if (text.endsWith(UNFINISHED)) {
			unfinished.put(thread, text.substring(0, text.length() - UNFINISHED.length()));
			return "";
		}
		if (text.startsWith("<... ")) {
			String begin = unfinished.remove(thread);
			return (begin != null) ? begin + text.substring(text.indexOf("resumed>") + 8) : "";
		}
		return text;
	}

	private static void add(List<Call> calls, long micros, String text) {
		Matcher call = CALL.matcher(text);
		if (!call.matches() || call.group(3).startsWith("-")) {
			return;
		}
		List<byte[]> texts = new ArrayList<>();
		Matcher strings = STRING.matcher(call.group(2));
		StringBuilder arguments = new StringBuilder();
		while (strings.find()) {
			if (strings.group(2) != null) {
				throw new IllegalStateException("strace cut a write: " + call.group(1));
			}
			strings.appendReplacement(arguments, "\\$" + texts.size());
			texts.add(bytes(strings.group(1)));
		}
		strings.appendTail(arguments);
		calls.add(new Call(micros, call.group(1), List.of(arguments.toString().split(",")), texts,
				Long.parseLong(call.group(3))));
	}

	private static byte[] bytes(String hexadecimal) {
		byte[] bytes = new byte[hexadecimal.length() / 4];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) Integer.parseInt(hexadecimal, i * 4 + 2, i * 4 + 4, 16);
		}
		return bytes;
	}

}
