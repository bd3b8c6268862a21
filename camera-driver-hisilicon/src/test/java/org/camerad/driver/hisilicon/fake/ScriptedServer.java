package org.camerad.driver.hisilicon.fake;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A server that sends the same bytes to each client, whatever it requests, and then ends
 * its side of the connection.
 */
public final class ScriptedServer implements Closeable {

	private static final System.Logger logger = System.getLogger(ScriptedServer.class.getName());

	/** The silence of a client that has got everything, after which it is let go. */
	private static final int CLOSE_AFTER_MILLIS = 20;

	private final ServerSocket listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());

	private volatile byte[] script = {};

	public ScriptedServer() throws IOException {
		Thread thread = new Thread(this::serve, "scripted-server");
		thread.setDaemon(true);
		thread.start();
	}

	/** Sets the bytes for the clients that come from now on. */
	public void script(byte[] bytes) {
		this.script = bytes;
	}

	public int port() {
		return this.listener.getLocalPort();
	}

	private void serve() {
		while (!this.listener.isClosed()) {
			try (Socket client = this.listener.accept()) {
				client.setSoTimeout(CLOSE_AFTER_MILLIS);
				client.getOutputStream().write(this.script);
				client.shutdownOutput();
				client.getInputStream().readAllBytes();
			}
			catch (IOException ex) {
				logger.log(System.Logger.Level.DEBUG, "a client has gone", ex);
			}
		}
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
	}

}
