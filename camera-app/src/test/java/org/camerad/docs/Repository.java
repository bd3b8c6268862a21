package org.camerad.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The files of this repository, without what a build or a run leaves behind. */
final class Repository {

	private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

	private static final Set<String> LEFT_OUT = Set.of(".git", "target", "node_modules", "camerad-data");

	private Repository() {
	}

	static List<Path> files(Predicate<String> path) {
		List<Path> found = new ArrayList<>();
		try {
			Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {

				@Override
				public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
					return LEFT_OUT.contains(folder.getFileName().toString()) ? FileVisitResult.SKIP_SUBTREE
							: FileVisitResult.CONTINUE;
				}

				@Override
				public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
					if (path.test(name(file))) {
						found.add(file);
					}
					return FileVisitResult.CONTINUE;
				}

			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return found.stream().sorted().toList();
	}

	static List<Path> markdown() {
		return files((path) -> path.endsWith(".md"));
	}

	/** Returns the path from the root of the repository, with slashes. */
	static String name(Path file) {
		return ROOT.relativize(file).toString();
	}

	static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(file.toString(), ex);
		}
	}

	/** Returns the number of the line that holds the character at an index, from 1. */
	static long line(String text, int index) {
		return text.substring(0, index).lines().count() + ((index > 0 && text.charAt(index - 1) != '\n') ? 0 : 1);
	}

}
