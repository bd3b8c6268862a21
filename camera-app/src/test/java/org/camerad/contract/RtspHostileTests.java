package org.camerad.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of invalid requests and of clients that misbehave: they use few resources and do
 * not delay others.
 */
class RtspHostileTests extends RtspTestBase {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			400 | OPTIONS * RTSP/1.0~~
			400 | OPTIONS * RTSP/1.0~CSeq: -1~~
			400 | OPTIONS * RTSP/1.0~CSeq: x~~
			400 | OPTIONS * RTSP/1.0~CSeq: 99999999999~~
			400 | no request at all, by no means~~
			400 | garbage~~
			400 | OPTIONS * RTSP/1.0~CSeq: 1~Content-Length: many~~
			413 | OPTIONS * RTSP/1.0~CSeq: 1~Content-Length: 2000000000~~LONG
			400 | OPTIONS LONG RTSP/1.0~CSeq: 1~~
			400 | OPTIONS * RTSP/1.0~CSeq: 1~X: LONG~~
			505 | OPTIONS * RTSP/2.0~CSeq: 1~~
			505 | GET / HTTP/1.1~Host: camera~~
			""")
	void respondsToInvalidRequestsWithAnErrorStatus(int status, String request) throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.port)) {
			wire.send(
					request.replace("~", "\r\n").replace("LONG", "x".repeat(20_000)).getBytes(StandardCharsets.UTF_8));
			assertThat(wire.readResponse()).startsWith("RTSP/1.0 " + status + " ");
		}
	}

	@Test
	void skipsInterleavedGarbage() throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.port)) {
			byte[] garbage = new byte[4 + 65535];
			garbage[0] = '$';
			garbage[1] = 9;
			garbage[2] = (byte) 0xff;
			garbage[3] = (byte) 0xff;
			wire.send(garbage);
			wire.send(new byte[] { '$', 1, 0, 3, '$', '$', '$', '\r', '\n' });
			RawRtspClient.require(wire.request("OPTIONS", "*"));
		}
	}

	/** A short form of what {@code script/bench live} does with 1,000 clients. */
	@Test
	void releasesAllResourcesOfClientsThatDisconnect() throws IOException {
		try (RawRtspClient first = new RawRtspClient(this.port)) {
			first.play("/stream2");
		}
		await(() -> metric("camera.rtsp.connections") == 0);
		int threads = Thread.activeCount();
		for (int round = 0; round < 5; round++) {
			List<RawRtspClient> clients = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				RawRtspClient client = new RawRtspClient(this.port);
				clients.add(client);
				RawRtspClient.require(client.request("SETUP", "/stream2/trackID=0", INTERLEAVED));
				client.send("PLAY", "/stream2/");
			}
			for (RawRtspClient client : clients) {
				RawRtspClient.require(client.readResponse());
			}
			await(() -> metric("camera.rtsp.viewers") == 20);
			for (RawRtspClient client : clients) {
				client.close();
			}
		}
		await(() -> metric("camera.rtsp.viewers") == 0 && metric("camera.rtsp.connections") == 0);
		await(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch((thread) -> thread.getName().startsWith("camera-sim-sub")));
		await(() -> Thread.activeCount() <= threads + 2);
	}

	@Test
	void disconnectsClientsThatNeverReadWithoutDelayingOthers() throws IOException {
		try (SocketChannel flooding = floodWithoutReading();
				RawRtspClient stuck = new RawRtspClient(this.port, 4096);
				RawRtspClient client = new RawRtspClient(this.port)) {
			assertThat(flooding.isConnected()).isTrue();
			stuck.play("/stream2");
			client.play("/stream2");
			double dropped = metric("camera.rtsp.dropped");
			TestService.await("frames are dropped", Duration.ofSeconds(60), () -> {
				read(client, 50);
				return metric("camera.rtsp.dropped") > dropped + 2;
			});
			TestService.await("both clients are disconnected", Duration.ofSeconds(60), () -> {
				read(client, 50);
				return metric("camera.rtsp.viewers") == 1 && metric("camera.rtsp.connections") == 1;
			});
		}
	}

	/** Sends requests without reading responses, until the server reads no more. */
	private SocketChannel floodWithoutReading() throws IOException {
		SocketChannel flooding = SocketChannel.open();
		flooding.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
		flooding.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), this.port));
		flooding.configureBlocking(false);
		ByteBuffer requests = ByteBuffer
			.wrap("OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
		await(() -> {
			int written = write(flooding, requests);
			requests.rewind();
			return written == 0;
		});
		return flooding;
	}

	private int write(SocketChannel to, ByteBuffer bytes) {
		try {
			return to.write(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Fills the limit of one address. A client that has sent a request stays connected
	 * for a minute.
	 */
	@Test
	void closesTheOldestIdleConnectionBeyondTheLimit() throws IOException {
		int limit = 256;
		await(() -> metric("camera.rtsp.connections") == 0);
		List<RawRtspClient> idle = new ArrayList<>();
		try (RawRtspClient client = new RawRtspClient(this.port)) {
			client.play("/stream2");
			while (idle.size() < limit - 1) {
				idle.add(idleClient());
			}
			RawRtspClient.require(idle.get(0).request("OPTIONS", "*"));
			idle.add(idleClient());
			idle.get(0).awaitEnd();
			RawRtspClient.require(idle.get(1).request("OPTIONS", "*"));
			read(client, 50);
		}
		finally {
			for (RawRtspClient wire : idle) {
				wire.close();
			}
		}
	}

	private RawRtspClient idleClient() throws IOException {
		RawRtspClient wire = new RawRtspClient(this.port);
		RawRtspClient.require(wire.request("OPTIONS", "*"));
		return wire;
	}

	@Test
	void manySilentConnectionsLeaveRoomForOthers() throws IOException {
		List<RawRtspClient> idle = new ArrayList<>();
		try {
			for (int i = 0; i < 500; i++) {
				RawRtspClient wire = new RawRtspClient(this.port);
				idle.add(wire);
				wire.send("DESCRIBE rtsp://half".getBytes(StandardCharsets.UTF_8));
			}
			try (RawRtspClient client = new RawRtspClient(this.port)) {
				client.play("/stream2");
				read(client, 50);
			}
			idle.get(0).awaitEnd();
		}
		finally {
			for (RawRtspClient wire : idle) {
				wire.close();
			}
		}
	}

}
