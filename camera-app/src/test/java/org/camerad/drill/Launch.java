package org.camerad.drill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command that starts a service: its jar, options, environment and data folder. */
final class Launch {

	static final String ADMIN = "admin";

	static final String PASSWORD = "drill-password-1";

	private final Path jar;

	private final Path data;

	private final List<String> prefix = new ArrayList<>();

	private final List<String> arguments = new ArrayList<>();

	private final List<String> javaOptions = new ArrayList<>(
			List.of("-XX:+UseSerialGC", "-Xss256k", "-Xmx192m", "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=/tmp"));

	private final Map<String, String> environment = new LinkedHashMap<>();

	private String password = PASSWORD;

	private String known = "";

	private String driver = "sim";

	private boolean hasHttps;

	Launch(Path jar, Path data) {
		this.jar = jar;
		this.data = data;
	}

	Path data() {
		return this.data;
	}

	/** Adds options of the service. */
	Launch with(String... options) {
		this.arguments.addAll(List.of(options));
		return this;
	}

	/** Adds options of the JVM. */
	Launch java(String... options) {
		this.javaOptions.addAll(List.of(options));
		return this;
	}

	/** Runs the JVM by another program. */
	Launch by(String... program) {
		this.prefix.addAll(List.of(program));
		return this;
	}

	Launch environment(String name, String value) {
		this.environment.put(name, value);
		return this;
	}

	/** Lets the service generate its password. */
	Launch withGeneratedPassword() {
		this.password = "";
		return this;
	}

	/** Remembers the administrator's password, which its file may have lost. */
	Launch knowing(String generated) {
		this.known = generated;
		return this;
	}

	/** Returns the remembered password, empty for none. */
	String known() {
		return this.known;
	}

	/** Uses another driver than the simulator's. */
	Launch driver(String name) {
		this.driver = name;
		return this;
	}

	/** Opens a port for HTTPS as well. */
	Launch withHttps() {
		this.hasHttps = true;
		return this;
	}

	/** Returns the configured password, empty if it is generated. */
	String password() {
		return this.password;
	}

	Map<String, String> environment() {
		return this.environment;
	}

	List<String> command(int port, int management) throws IOException {
		List<String> command = new ArrayList<>(this.prefix);
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(this.javaOptions);
		command.addAll(List.of("-jar", this.jar.toString(), "--camera.driver=" + this.driver,
				"--camera.data-dir=" + this.data, "--camera.admin.username=" + ADMIN, "--server.port=" + port,
				"--management.server.port=" + management, "--server.address=127.0.0.1", "--camera.rtsp.port=0"));
		if (!this.password.isEmpty()) {
			command.add("--camera.admin.password=" + this.password);
		}
		if (this.hasHttps) {
			command.add("--camera.https.port=" + ServiceProcess.freePort());
		}
		command.addAll(this.arguments);
		return command;
	}

	/** Starts the service and waits until it is ready. */
	ServiceProcess start() throws IOException, InterruptedException {
		return ServiceProcess.start(this).awaitReady();
	}

	/** Starts the service without waiting. */
	ServiceProcess begin() throws IOException {
		return ServiceProcess.start(this);
	}

}
