package org.camerad.snapshot;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.DefaultFtplet;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.Ftplet;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.slf4j.LoggerFactory;

/** Apache's FTP server in this process. */
final class FtpServers {

	static final String USER = "camera";

	static {
		// It logs every command, and failures that the tests provoke.
		((Logger) LoggerFactory.getLogger("org.apache.ftpserver")).setLevel(Level.OFF);
		((Logger) LoggerFactory.getLogger("org.apache.mina")).setLevel(Level.OFF);
	}

	private FtpServers() {
	}

	static Running start(Path home) throws FtpException {
		return start(home, new ListenerFactory(), new DefaultFtplet());
	}

	static Running start(Path home, Ftplet ftplet) throws FtpException {
		return start(home, new ListenerFactory(), ftplet);
	}

	static Running start(Path home, ListenerFactory factory, Ftplet ftplet) throws FtpException {
		factory.setServerAddress("127.0.0.1");
		factory.setPort(0);
		Listener listener = factory.createListener();
		FtpServerFactory servers = new FtpServerFactory();
		servers.setListeners(new LinkedHashMap<>(Map.of("default", listener)));
		BaseUser user = new BaseUser();
		user.setName(USER);
		user.setPassword(Fixtures.PASSWORD);
		user.setHomeDirectory(home.toString());
		user.setAuthorities(List.of(new WritePermission()));
		servers.getUserManager().save(user);
		servers.setFtplets(new LinkedHashMap<>(Map.of("test", ftplet)));
		FtpServer server = servers.createServer();
		server.start();
		return new Running(server, listener);
	}

	/** A listener with TLS, for which the data connection must be protected as well. */
	static ListenerFactory secured(Path keyStore, boolean implicit) {
		SslConfigurationFactory ssl = new SslConfigurationFactory();
		ssl.setKeystoreFile(keyStore.toFile());
		ssl.setKeystoreType("PKCS12");
		ssl.setKeystorePassword(Fixtures.KEY_PASSWORD);
		ListenerFactory factory = new ListenerFactory();
		factory.setSslConfiguration(ssl.createSslConfiguration());
		factory.setImplicitSsl(implicit);
		return factory;
	}

	/**
	 * A server that runs until it is closed.
	 */
	record Running(FtpServer server, Listener listener) implements AutoCloseable {

		int port() {
			return this.listener.getPort();
		}

		@Override
		public void close() {
			this.server.stop();
		}

	}

}
