package org.camerad.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class StoreTests {

	@TempDir
	Path folder;

	@Test
	void whatWasSavedIsThereAgain() throws IOException {
		Store store = new Store(this.folder);
		store.update((state) -> state.withSettings("image", Map.of("brightness", "7"))
			.withUsers(List.of(new StoredUser("admin", "Administrator", true, "{x}hash")))
			.withPresets(new TreeSet<>(List.of(3, 255))));
		assertThat(new Store(this.folder).state()).isEqualTo(store.state());
	}

	@Test
	void onlyTheOwnerReadsItAndTwoVersionsStay() throws IOException {
		write(5);
		List<Path> files = files();
		assertThat(files).hasSize(2);
		for (Path file : files) {
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		}
	}

	@Test
	void aNewestVersionCutAtAnyByteGivesTheOneBefore() throws IOException {
		write(2);
		Path newest = files().get(1);
		byte[] whole = Files.readAllBytes(newest);
		for (int length = 0; length < whole.length; length++) {
			Files.write(newest, java.util.Arrays.copyOf(whole, length));
			assertThat(brightness()).as("cut at %s", length).isEqualTo("1");
		}
		Files.write(newest, whole);
		assertThat(brightness()).isEqualTo("2");
	}

	@Test
	void aNewestVersionWithAnyByteChangedGivesTheOneBefore() throws IOException {
		write(2);
		Path newest = files().get(1);
		byte[] whole = Files.readAllBytes(newest);
		for (int at = 0; at < whole.length; at++) {
			byte[] changed = whole.clone();
			changed[at] ^= 0x20;
			Files.write(newest, changed);
			assertThat(brightness()).as("changed at %s", at).isEqualTo("1");
		}
	}

	@Test
	void aNewestVersionThatIsNoFileGivesTheOneBefore() throws IOException {
		write(2);
		Path newest = files().get(1);
		Files.delete(newest);
		Files.createDirectories(newest.resolve("inside"));
		assertThat(brightness()).as("a folder").isEqualTo("1");
		Files.delete(newest.resolve("inside"));
		Files.delete(newest);
		Files.createSymbolicLink(newest, Path.of("/dev/full"));
		assertThat(brightness()).as("a device").isEqualTo("1");
		Files.delete(newest);
		Files.createSymbolicLink(newest, this.folder.resolve("nowhere"));
		assertThat(brightness()).as("a dangling link").isEqualTo("1");
	}

	/** The files that each step of a write leaves behind when the power goes. */
	@Test
	void aPowerCutAtAnyStepOfAWriteGivesTheOldOrTheNew() throws IOException {
		write(2);
		byte[] next = Files.readAllBytes(files().get(1));
		Path unfinished = this.folder.resolve("state.new");
		for (int length : new int[] { 0, 10, next.length / 2, next.length }) {
			Files.write(unfinished, java.util.Arrays.copyOf(next, length));
			assertThat(brightness()).isEqualTo("2");
		}
		write(3);
		assertThat(Files.exists(unfinished)).isFalse();
	}

	@Test
	void ifBothVersionsAreDamagedTheFactoryStateIsReportedAsALoss() throws IOException {
		write(2);
		for (Path file : files()) {
			Files.writeString(file, "nonsense");
		}
		Store store = new Store(this.folder);
		assertThat(store.isDamaged()).isTrue();
		assertThat(store.state()).isEqualTo(DeviceState.FACTORY);
		store.update((state) -> state.withSettings("image", Map.of("brightness", "9")));
		assertThat(brightness()).isEqualTo("9");
	}

	@Test
	void aSaveThatFailsChangesNothing() throws IOException {
		Store store = new Store(this.folder);
		store.update((state) -> state.withSettings("image", Map.of("brightness", "1")));
		// A folder in the way of the temporary file, which not even root can overwrite.
		Files.createDirectories(this.folder.resolve("state.new/in-the-way"));
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> store.update((state) -> state.withSettings("image", Map.of("brightness", "2"))));
		assertThat(store.isFailing()).isTrue();
		assertThatExceptionOfType(IOException.class).isThrownBy(store::check);
		assertThat(store.state().settings().get("image")).containsEntry("brightness", "1");
		assertThat(brightness()).isEqualTo("1");
		Files.delete(this.folder.resolve("state.new/in-the-way"));
		store.check();
		assertThat(store.isFailing()).isFalse();
		assertThat(this.folder.resolve("state.new")).doesNotExist();
	}

	@Test
	void whatANewerBuildKeepsIsWrittenBackAsItWas() throws IOException {
		Store store = new Store(this.folder);
		store.update((state) -> state.withSettings("radar", Map.of("range", "40")));
		store.update((state) -> state.withSettings("image", Map.of("brightness", "2")));
		assertThat(new Store(this.folder).state().settings()).containsEntry("radar", Map.of("range", "40"));
	}

	/** As after a firmware upgrade that was given up, and made again. */
	@Test
	void aNewerSchemaIsAGenerationOfItsOwn() throws IOException {
		write(3);
		VersionedStateFile newer = new VersionedStateFile(this.folder, 7, (content) -> 1);
		newer.load();
		for (int i = 0; i < 3; i++) {
			newer.save(("{\"schema\":7,\"settings\":[" + i + "]}").getBytes());
		}
		assertThat(files()).extracting((file) -> file.getFileName().toString())
			.as("the newer version's two, and the newest of the older one")
			.containsExactly("state.3", "state.5", "state.6");
		Store older = new Store(this.folder);
		assertThat(older.isDamaged()).isFalse();
		assertThat(brightness()).isEqualTo("3");
		for (int i = 0; i < 4; i++) {
			int value = 4 + i;
			older.update((state) -> state.withSettings("image", Map.of("brightness", String.valueOf(value))));
		}
		assertThat(brightness()).isEqualTo("7");
		assertThat(files()).extracting((file) -> file.getFileName().toString())
			.containsExactlyInAnyOrder("state.10", "state.6", "state.9");
		assertThat(new String(Files.readAllBytes(this.folder.resolve("state.6")))).contains("\"schema\":7");
	}

	@Test
	void aResetLeavesNoOtherGenerationAndNoUnknownField() throws IOException {
		write(3);
		VersionedStateFile newer = new VersionedStateFile(this.folder, 7, (content) -> 1);
		newer.load();
		newer.save("{\"schema\":7,\"settings\":{}}".getBytes());
		Store store = new Store(this.folder);
		store.update((state) -> state.withSettings("image", Map.of("brightness", "4")));
		store.reset(DeviceState.FACTORY, true);
		assertThat(files()).as("the factory state alone").hasSize(1);
		assertThat(new String(Files.readAllBytes(files().get(0)))).doesNotContain("brightness");
		assertThat(new Store(this.folder).pendingReset()).contains(new PendingReset(true, true));
		store.endReset();
		assertThat(new Store(this.folder).pendingReset()).isEmpty();
		assertThat(new Store(this.folder).isDamaged()).isFalse();
	}

	/**
	 * Every acknowledged write is there after kill -9 in the middle of a storm of them.
	 */
	@Test
	void whatWasAcknowledgedSurvivesKill(@TempDir Path elsewhere) throws Exception {
		Path told = elsewhere.resolve("told");
		Process writer = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), Writer.class.getName(), this.folder.toString())
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.redirectOutput(told.toFile())
			.start();
		try {
			await().atMost(Duration.ofMinutes(3)).until(() -> last(told) >= 200);
		}
		finally {
			writer.destroyForcibly().waitFor();
		}
		int acknowledged = last(told);
		assertThat(Integer.parseInt(brightness())).isBetween(acknowledged, acknowledged + 1);
	}

	/** The last number on a whole line. */
	private static int last(Path told) throws IOException {
		String text = Files.readString(told);
		String whole = text.substring(0, text.lastIndexOf('\n') + 1).strip();
		String line = whole.substring(whole.lastIndexOf('\n') + 1);
		return line.startsWith("saved ") ? Integer.parseInt(line.substring("saved ".length())) : 0;
	}

	/** Saves one number after the other and tells each. */
	static final class Writer {

		private Writer() {
		}

		public static void main(String[] arguments) throws IOException {
			Store store = new Store(Path.of(arguments[0]));
			for (int i = 1; i < 1_000_000; i++) {
				String value = String.valueOf(i);
				store.update((state) -> state.withSettings("image", Map.of("brightness", value)));
				System.out.println("saved " + value);
			}
		}

	}

	private void write(int last) throws IOException {
		Store store = new Store(this.folder);
		for (int i = 1; i <= last; i++) {
			String value = String.valueOf(i);
			store.update((state) -> state.withSettings("image", Map.of("brightness", value)));
		}
	}

	private String brightness() throws IOException {
		return new Store(this.folder).state().settings().get("image").get("brightness");
	}

	/** The versions, oldest first. */
	private List<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.filter((file) -> file.getFileName().toString().matches("state\\.[0-9]+")).sorted().toList();
		}
	}

}
