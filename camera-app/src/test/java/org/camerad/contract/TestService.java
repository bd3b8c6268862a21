package org.camerad.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

import org.camerad.CameradApplication;
import org.camerad.operation.SecretGuard;
import org.camerad.user.QuickHashes;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The whole service in this process, started on a {@link ServiceFixture}. */
final class TestService implements AutoCloseable {

	static final String ADMIN = "admin";

	static final String PASSWORD = "pass-0f-the-factory";

	private static final int PORTS_PER_FORK = 3000;

	private final ConfigurableApplicationContext context;

	private final int managementPort;

	private TestService(ConfigurableApplicationContext context) {
		this.context = context;
		this.managementPort = Integer.parseInt(context.getEnvironment().getProperty("local.management.port", "0"));
	}

	/** Starts on ports that are free, by the system's clock. */
	static TestService start(Path data, List<String> properties) {
		return start(data, properties, Clock.systemUTC());
	}

	/** Starts on ports that are free, by a board's clock. */
	static TestService start(Path data, List<String> properties, Clock clock) {
		return start(data, properties, clock, QuickHashes::install);
	}

	/** Starts on ports that are free, after a change of its beans. */
	static TestService start(Path data, List<String> properties, Clock clock,
			ApplicationContextInitializer<ConfigurableApplicationContext> change) {
		List<String> arguments = new ArrayList<>(
				List.of("--camera.data-dir=" + data, "--camera.admin.password=" + PASSWORD, "--server.port=0",
						"--management.server.port=0", "--camera.onvif.discovery=false"));
		for (String property : properties) {
			String argument = "--" + property;
			// A repeated option would be a list of two values.
			arguments.removeIf((former) -> former.startsWith(argument.substring(0, argument.indexOf('=') + 1)));
			arguments.add(argument);
		}
		SpringApplication application = new SpringApplication(CameradApplication.class);
		application.addInitializers((context) -> SecretGuard.install());
		application.addInitializers(change);
		application.addInitializers((context) -> ((GenericApplicationContext) context).registerBean("boardClock",
				Clock.class, () -> clock, (bean) -> bean.setPrimary(true)));
		return new TestService(application.run(arguments.toArray(String[]::new)));
	}

	/** The port that it started on. */
	int port() {
		return Integer.parseInt(this.context.getEnvironment().getProperty("local.server.port", "0"));
	}

	/** Its interfaces. */
	Routes routes() {
		return new Routes(this.context);
	}

	/** Where its state is kept. */
	Path dataFolder() {
		return Path.of(this.context.getEnvironment().getRequiredProperty("camera.data-dir"));
	}

	int managementPort() {
		return this.managementPort;
	}

	RawResponse get(String target, String... headers) {
		return RawHttpClient.get(port(), target, headers);
	}

	/** The administrator's uid. */
	String logIn() {
		return logIn(ADMIN, PASSWORD);
	}

	String logIn(String user, String password) {
		return uid(RawHttpClient.get(port(), "/cgi-bin/getuid?username=" + user + "&password=" + password));
	}

	/** The uid in an answer of getuid. */
	static String uid(RawResponse answer) {
		String told = answer.summary();
		if (!told.matches("200 <uid>[0-9A-Za-z]{8}</uid>")) {
			throw new AssertionError("no uid: " + answer);
		}
		return told.substring("200 <uid>".length(), "200 <uid>".length() + 8);
	}

	/** Adds a user of that role, with {@link #PASSWORD}. */
	void add(String uid, String name, String privilege) {
		RawResponse answer = get("/cgi-bin/user_management?action=add&name=" + name + "&newpasswd=" + PASSWORD
				+ "&privilege=" + privilege + "&enable=Enable&uid=" + uid);
		if (!answer.summary().equals("200 <user_management>OK</user_management>")) {
			throw new AssertionError("not added: " + answer);
		}
	}

	/** Sets the camera's clock, by the second. */
	void setTime(Instant time) {
		String uid = logIn();
		ZonedDateTime local = time.atZone(ZoneId.of(get("/cgi-bin/time?uid=" + uid).attribute("timezone")));
		RawResponse set = get(local
			.format(DateTimeFormatter.ofPattern(
					"'/cgi-bin/time?update_method=MANUAL&year='u'&month='M'&day='d'&hour='H'&min='m'&sec='s'&uid='"))
				+ uid);
		if (set.status() != 200) {
			throw new AssertionError("not set: " + set);
		}
	}

	RawResponse health(String group) {
		return RawHttpClient.get(this.managementPort, "/actuator/health" + group);
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * Returns a port that is free and stays so: systems hand out those from 32768 on, to
	 * clients and to servers that ask for any, and each process of a test run has a range
	 * of its own.
	 */
	static int freePort() {
		int first = 20_000 + PORTS_PER_FORK * (Integer.getInteger("surefire.forkNumber", 1) - 1);
		for (int i = 0; i < 100; i++) {
			int port = ThreadLocalRandom.current().nextInt(first, first + PORTS_PER_FORK);
			try (ServerSocket socket = new ServerSocket(port)) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				// Somebody has it.
			}
		}
		throw new IllegalStateException("no free port");
	}

	/** Polls for what has no event. */
	/** Reads a file, each byte as a character. */
	static String read(Path file) {
		try {
			return Files.readString(file, StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static void await(String what, Duration patience, BooleanSupplier condition) {
		long deadline = System.nanoTime() + patience.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - deadline > 0) {
				throw new AssertionError("not within " + patience + ": " + what);
			}
			java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
		}
	}

}
