import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** A measurement of the disk itself: write, fsync, rename, fsync of the folder. */
final class DurableWrites {

	private DurableWrites() {
	}

	/** Durable writes per second of a file of that size in the folder. */
	static double perSecond(Path folder, int size, double seconds) throws IOException {
		Path written = folder.resolve("bench-probe.tmp");
		Path kept = folder.resolve("bench-probe");
		long start = System.nanoTime();
		long end = start + (long) (seconds * 1e9);
		long count = 0;
		try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
			for (; System.nanoTime() < end; count++) {
				try (FileChannel file = FileChannel.open(written, StandardOpenOption.CREATE,
						StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
					file.write(ByteBuffer.allocate(size));
					file.force(true);
				}
				Files.move(written, kept, StandardCopyOption.ATOMIC_MOVE);
				directory.force(true);
			}
		}
		finally {
			Files.deleteIfExists(written);
			Files.deleteIfExists(kept);
		}
		return count / ((System.nanoTime() - start) / 1e9);
	}

	/** The size of the newest state file that the service keeps in the folder. */
	static int stateSize(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			Path newest = files
				.filter((file) -> Files.isRegularFile(file) && file.getFileName().toString().startsWith("state"))
				.max(Comparator.comparing((file) -> file.toFile().lastModified()))
				.orElseThrow(() -> new IOException("no state file in " + folder));
			return (int) Files.size(newest);
		}
	}

}
