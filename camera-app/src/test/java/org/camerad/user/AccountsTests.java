package org.camerad.user;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

import org.camerad.camera.CameraFailure;
import org.camerad.camera.ResetListener.Reset;
import org.camerad.cgi.Role;
import org.camerad.operation.CameraProperties;
import org.camerad.operation.ConfigurationException;
import org.camerad.settings.DeviceState;
import org.camerad.settings.Store;
import org.camerad.settings.StoredUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Log-ins, the factory administrator, and the secrets for digest log-ins. */
class AccountsTests {

	@TempDir
	private Path folder;

	private TestAccounts users;

	@BeforeEach
	void create() throws IOException {
		this.users = TestAccounts.in(this.folder);
	}

	@Test
	void administratorIsMadeOnceAndSaved() throws IOException {
		this.users.accounts().prepare();
		List<StoredUser> saved = new Store(this.folder).state().users();
		assertThat(saved).extracting(StoredUser::name).containsExactly("admin");
		assertThat(saved.get(0).privilege()).isEqualTo("Administrator");
		assertThat(saved.get(0).enabled()).isTrue();
		this.users.accounts().prepare();
		assertThat(this.users.accounts().all()).isEqualTo(saved);
	}

	@Test
	void rightPasswordOfAnEnabledUserComesIn() {
		this.users.add("guest", "secret", Role.OPERATOR, true);
		this.users.add("off", "secret", Role.USER, false);
		Accounts accounts = this.users.accounts();
		assertThat(authenticate("guest", "secret"))
			.contains(new Account("guest", Role.OPERATOR, true, accounts.revision("guest")));
		assertThat(authenticate("guest", "Secret")).isEmpty();
		assertThat(authenticate("guest", "secret\0")).isEmpty();
		assertThat(authenticate("off", "secret")).isEmpty();
		assertThat(authenticate("nobody", "secret")).isEmpty();
	}

	@Test
	void userOfAnUnknownRoleMayDoTheLeast() {
		assertThat(Accounts.role(new StoredUser("x", "Emperor", true, ""))).isEqualTo(Role.USER);
		assertThat(Accounts.role(new StoredUser("x", "Operator", true, ""))).isEqualTo(Role.OPERATOR);
	}

	@Test
	void digestIsKeptFromTheFirstPasswordOnAndSealedForItsUser() throws IOException {
		StoredUser old = new StoredUser("guest", "User", true, this.users.accounts().hash("secret"));
		this.users.store().update((state) -> state.withUsers(List.of(old, old.withDigest(null))));
		assertThat(this.users.accounts().digest("guest").account()).isNull();
		authenticate("guest", "wrong");
		assertThat(this.users.accounts().digest("guest").account()).isNull();
		authenticate("guest", "secret");
		Accounts.DigestAccount kept = this.users.accounts().digest("guest");
		assertThat(kept.account().name()).isEqualTo("guest");
		assertThat(kept.secrets()).isEqualTo(DigestSecrets.of("guest", "secret"));
		assertThat(kept.secrets()).hasToString("DigestSecrets");
		StoredUser sealed = this.users.accounts().find("guest").orElseThrow();
		authenticate("guest", "secret");
		assertThat(this.users.accounts().find("guest")).as("sealed once").contains(sealed);
	}

	@Test
	void digestOfADisabledUserIsNotGiven() {
		this.users.add("off", "secret", Role.USER, false);
		assertThat(this.users.accounts().digest("off").account()).isNull();
	}

	@Test
	void withoutDigestLogInsNothingIsKeptAndWhatWasKeptGoes() throws IOException {
		this.users.add("guest", "secret", Role.USER, true);
		TestAccounts without = TestAccounts.withoutDigest(this.folder);
		without.accounts().prepare();
		assertThat(new Store(this.folder).state().users()).hasSize(2).allMatch((user) -> user.digest() == null);
		without.accounts().authenticate("guest", "secret", "here").join();
		assertThat(without.accounts().find("guest").orElseThrow().digest()).isNull();
		assertThat(without.accounts().digest("guest").account()).isNull();
	}

	@Test
	void prepareKeepsDigestsWhereTheyAreOffered() throws IOException {
		this.users.add("guest", "secret", Role.USER, true);
		TestAccounts again = TestAccounts.in(this.folder);
		again.accounts().prepare();
		assertThat(again.accounts().digest("guest").secrets()).as("with the key in the folder")
			.isEqualTo(DigestSecrets.of("guest", "secret"));
	}

	@Test
	void factoryResetLeavesTheAdministratorAloneAndARebootLeavesAll() {
		this.users.add("guest", "secret", Role.USER, true);
		Account guest = this.users.account("guest");
		this.users.accounts().onReset(Reset.REBOOT, Runnable::run);
		assertThat(this.users.accounts().all()).hasSize(2);
		assertThat(this.users.accounts().isCurrent(guest)).isTrue();
		this.users.accounts().onReset(Reset.FACTORY_RESET, Runnable::run);
		assertThat(this.users.accounts().all()).extracting(StoredUser::name).containsExactly("admin");
		assertThat(this.users.accounts().isCurrent(guest)).isFalse();
		assertThat(authenticate("admin", "factory")).isPresent();
		assertThat(this.users.accounts().digest("admin").account()).isNotNull();
	}

	/** A file stands where the next version of the state is written. */
	@Test
	void usersThatCannotBeSavedStayAsTheyWere() throws IOException {
		this.users.add("guest", "secret", Role.USER, true);
		Account guest = this.users.account("guest");
		Files.createDirectories(this.folder.resolve("state.new/full"));
		assertUnavailable(() -> this.users.accounts().change((users) -> List.of()));
		assertUnavailable(() -> this.users.accounts().onReset(Reset.FACTORY_RESET, Runnable::run));
		assertThat(this.users.accounts().all()).hasSize(2);
		assertThat(this.users.accounts().isCurrent(guest)).isTrue();
	}

	@Test
	void administratorThatCannotBeSavedLetsNobodyIn() throws IOException {
		Files.createDirectories(this.folder.resolve("state.new/full"));
		this.users.accounts().prepare();
		assertUnavailable(() -> this.users.accounts().all());
		assertThat(this.users.store().state()).isEqualTo(DeviceState.FACTORY);
	}

	/** Names that nobody has must not be faster. */
	@Test
	void digestOfAnUnknownUserCostsTheSameDecryption() {
		Accounts accounts = this.users.accounts();
		accounts.prepare();
		assertThat(accounts.digest("admin").account()).isNotNull();
		assertThat(accounts.digest("nobody").account()).isNull();
		assertThat(accounts.digest("nobody").secrets()).as("of a random password")
			.isNotEqualTo(DigestSecrets.NOBODYS)
			.isEqualTo(accounts.digest("nobody else").secrets());
	}

	@Test
	void aChangeConcernsItsUserAlone() {
		this.users.add("guest", "secret", Role.USER, true);
		Account guest = this.users.account("guest");
		Account admin = this.users.account("admin");
		Account nobody = this.users.account("nobody");
		this.users.setPassword("guest", "secret");
		assertThat(this.users.accounts().isCurrent(guest)).isFalse();
		assertThat(this.users.accounts().isCurrent(admin)).isTrue();
		assertThat(this.users.accounts().isCurrent(nobody)).isTrue();
		this.users.add("nobody", "x", Role.USER, true);
		assertThat(this.users.accounts().isCurrent(nobody)).isFalse();
	}

	private Optional<Account> authenticate(String name, String password) {
		return this.users.accounts().authenticate(name, password, "here").join();
	}

	private static void assertUnavailable(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
		assertThatExceptionOfType(CameraFailure.class).isThrownBy(call)
			.matches((ex) -> ex.kind() == CameraFailure.Kind.UNAVAILABLE);
	}

	@Test
	void passwordIsMadeOnceAndOnlyTheOwnerReadsIt() throws IOException {
		FactoryAdministrator made = new FactoryAdministrator(new CameraProperties.Admin("cafe\u0301", ""), this.folder);
		assertThat(made.name()).isEqualTo("caf\u00e9");
		String password = made.password().text();
		assertThat(password).matches("[a-km-zA-HJ-NP-Z2-9]{16}");
		Path file = this.folder.resolve("admin-password");
		assertThat(file).hasContent(password);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		assertThat(made.password()).isEqualTo(new FactoryAdministrator.Password(password, false));
		assertThat(new FactoryAdministrator(new CameraProperties.Admin("admin", null), this.folder).password().text())
			.isEqualTo(password);
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void theLogSaysOnceWhereTheGeneratedPasswordIs(CapturedOutput log) throws IOException {
		Accounts accounts = new Accounts(this.users.store(), new PasswordHasher(1),
				new FactoryAdministrator(new CameraProperties.Admin("admin", null), this.folder),
				new DigestCredentialStore(true, this.folder), new TokenPasswordStore(true, this.folder));
		accounts.prepare();
		assertThat(log.getAll().split("generated a password", -1)).hasSize(2);
		assertThat(
				accounts.authenticate("admin", Files.readString(this.folder.resolve("admin-password")).strip(), "here")
					.join())
			.isPresent();
	}

	@Test
	void aDamagedPasswordIsMadeAgainSoThatSomebodyCanLogIn() throws IOException {
		FactoryAdministrator made = new FactoryAdministrator(new CameraProperties.Admin("admin", null), this.folder);
		Path file = this.folder.resolve("admin-password");
		for (byte[] damage : new byte[][] { {}, "\n".getBytes(), { (byte) 0xff, 0x00 }, new byte[2_000_000] }) {
			Files.write(file, damage);
			assertThat(made.password().text()).matches("[a-km-zA-HJ-NP-Z2-9]{16}");
			assertThat(file).hasContent(made.password().text());
		}
		Files.delete(file);
		Files.createDirectories(file.resolve("inside"));
		assertThat(made.password().text()).isEqualTo(made.password().text());
		Files.delete(file);
		Files.createSymbolicLink(file, Path.of("/dev/full"));
		assertThat(made.password().text()).isEqualTo(made.password().text());
		assertThat(Files.isSymbolicLink(file)).isFalse();
	}

	@Test
	void administratorThatIsConfiguredWronglyStopsTheStartByName() {
		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> new FactoryAdministrator(new CameraProperties.Admin("a b", "x"), this.folder))
			.withMessageContaining("camera.admin.username");
		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> new FactoryAdministrator(new CameraProperties.Admin("admin", "a\tb"), this.folder))
			.withMessageContaining("camera.admin.password");
	}

}
