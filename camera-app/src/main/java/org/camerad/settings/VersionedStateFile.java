package org.camerad.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camerad.driver.support.file.PrivateFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A document that survives a power cut at any step. Each version is a file of its own
 * ({@code state.N}) with a checksum in its first line, forced to the disk before it gets
 * its name. The former version stays until the next one is saved. Not thread-safe.
 */
final class VersionedStateFile {

	private static final Logger logger = LoggerFactory.getLogger(VersionedStateFile.class);

	private static final Pattern NAME = Pattern.compile("state\\.([0-9]{1,18})");

	private static final String MAGIC = "camerad-state 1 ";

	private static final int HEADER_BYTES = MAGIC.length() + 64 + 1;

	private static final int MAX_FILE_BYTES = 4 * 1024 * 1024;

	private final Path folder;

	private final int generation;

	private final ToIntFunction<byte[]> generationOf;

	/** The generations of the versions on the disk by number, 0 for a damaged one. */
	private final NavigableMap<Long, Integer> generations = new TreeMap<>(Comparator.reverseOrder());

	private long newest;

	/**
	 * Creates the document of a folder.
	 * @param generation the generation of the documents that this service writes. It
	 * reads older ones, and neither reads nor removes newer ones
	 * @param generationOf returns the generation of a document
	 */
	VersionedStateFile(Path folder, int generation, ToIntFunction<byte[]> generationOf) {
		this.folder = folder;
		this.generation = generation;
		this.generationOf = generationOf;
	}

	/**
	 * Returns the newest version that is not damaged and not of a newer generation, empty
	 * if there is no such version.
	 */
	Optional<byte[]> load() throws IOException {
		List<Long> numbers = numbers();
		this.newest = numbers.stream().findFirst().orElse(0L);
		Optional<byte[]> found = Optional.empty();
		for (long number : numbers) {
			Optional<byte[]> content = verify(file(number));
			if (content.isEmpty()) {
				logger.error("{} is damaged; using the version before it", file(number));
			}
			int itsGeneration = content.map(this.generationOf::applyAsInt).orElse(0);
			this.generations.put(number, itsGeneration);
			if (found.isEmpty()) {
				found = content.filter((document) -> isUsable(number, itsGeneration));
			}
		}
		return found;
	}

	private boolean isUsable(long number, int itsGeneration) {
		if (itsGeneration > this.generation) {
			logger.warn("{} was written by a newer version of this service; it is kept, and the one before it is used",
					file(number));
		}
		return itsGeneration <= this.generation;
	}

	/** Returns whether there is no version, not even a damaged one. */
	boolean isEmpty() {
		return this.newest == 0;
	}

	/** Writes the next version. If this fails, the former one is still the newest. */
	void save(byte[] content) throws IOException {
		add(content);
		removeOld();
	}

	/** Writes the next version as {@link #save} does, and keeps all others. */
	void add(byte[] content) throws IOException {
		Path written = this.folder.resolve("state.new");
		Path next = file(this.newest + 1);
		try {
			write(written, content);
			Files.move(written, next, StandardCopyOption.ATOMIC_MOVE);
			forceFolder();
		}
		catch (IOException ex) {
			remove(written);
			remove(next);
			throw ex;
		}
		this.newest++;
		this.generations.put(this.newest, this.generation);
	}

	/**
	 * Removes what is no longer needed: all but the two newest versions of this
	 * generation, and all but the newest one of each other generation.
	 */
	private void removeOld() {
		Map<Integer, Integer> kept = new HashMap<>();
		this.generations.entrySet().removeIf((version) -> {
			int count = kept.merge(version.getValue(), 1, Integer::sum);
			int most = (version.getValue() == this.generation) ? 2 : Math.min(version.getValue(), 1);
			if (count > most) {
				remove(file(version.getKey()));
			}
			return count > most;
		});
	}

	/** Returns the newest version's file. */
	Path newest() {
		return file(this.newest);
	}

	/** Forgets all versions but the newest one, after their files were removed. */
	void forgetOthers() {
		this.generations.keySet().removeIf((number) -> number != this.newest);
	}

	/**
	 * Writes a document to the disk as for a next version, and removes it.
	 * @throws IOException when a next version cannot be saved
	 */
	void check(byte[] content) throws IOException {
		Path written = this.folder.resolve("state.new");
		try {
			write(written, content);
		}
		finally {
			remove(written);
		}
	}

	private void write(Path file, byte[] content) throws IOException {
		byte[] header = (MAGIC + HexFormat.of().formatHex(sha256(content)) + "\n").getBytes();
		Files.deleteIfExists(file);
		try (FileChannel channel = PrivateFiles.create(file)) {
			ByteBuffer buffer = ByteBuffer.allocate(header.length + content.length).put(header).put(content).flip();
			while (buffer.hasRemaining()) {
				channel.write(buffer);
			}
			channel.force(true);
		}
	}

	private void forceFolder() throws IOException {
		try (FileChannel channel = FileChannel.open(this.folder, StandardOpenOption.READ)) {
			channel.force(true);
		}
	}

	private static Optional<byte[]> verify(Path file) throws IOException {
		if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
			return Optional.empty();
		}
		if (Files.size(file) < HEADER_BYTES || Files.size(file) > MAX_FILE_BYTES) {
			return Optional.empty();
		}
		byte[] bytes = Files.readAllBytes(file);
		byte[] content = java.util.Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length);
		String header = MAGIC + HexFormat.of().formatHex(sha256(content)) + "\n";
		return header.equals(new String(bytes, 0, HEADER_BYTES)) ? Optional.of(content) : Optional.empty();
	}

	private List<Long> numbers() throws IOException {
		List<Long> numbers = new ArrayList<>();
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.folder, "state.*")) {
			for (Path file : files) {
				Matcher matcher = NAME.matcher(file.getFileName().toString());
				if (matcher.matches()) {
					numbers.add(Long.valueOf(matcher.group(1)));
				}
			}
		}
		numbers.sort(Comparator.reverseOrder());
		return numbers;
	}

	private Path file(long number) {
		return this.folder.resolve("state." + number);
	}

	/**
	 * Removes a file. A failure is only logged, because the file is older than the
	 * current version.
	 */
	private static void remove(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			logger.warn("cannot remove {}: {}", file, ex.toString());
		}
	}

	private static byte[] sha256(byte[] content) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(content);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every JDK has SHA-256", ex);
		}
	}

}
