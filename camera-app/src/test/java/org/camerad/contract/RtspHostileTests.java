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
 * What is no request, and viewers that are none: they get little, and others do not
 * notice.
 */
class RtspHostileTests extends OnRtsp {

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
	void whatIsNoRequestGetsAnErrorStatus(int status, String request) throws IOException {
		try (RtspWire wire = new RtspWire(this.port)) {
			wire.send(
					request.replace("~", "\r\n").replace("LONG", "x".repeat(20_000)).getBytes(StandardCharsets.UTF_8));
			assertThat(wire.answer()).startsWith("RTSP/1.0 " + status + " ");
		}
	}

	@Test
	void interleavedGarbageIsSkipped() throws IOException {
		try (RtspWire wire = new RtspWire(this.port)) {
			byte[] garbage = new byte[4 + 65535];
			garbage[0] = '$';
			garbage[1] = 9;
			garbage[2] = (byte) 0xff;
			garbage[3] = (byte) 0xff;
			wire.send(garbage);
			wire.send(new byte[] { '$', 1, 0, 3, '$', '$', '$', '\r', '\n' });
			RtspWire.require(wire.ask("OPTIONS", "*"));
		}
	}

	/** The short form of what script/bench live does with 1,000 viewers. */
	@Test
	void whoComesAndGoesLeavesNothingBehind() throws IOException {
		try (RtspWire first = new RtspWire(this.port)) {
			first.play("/stream2");
		}
		await(() -> metric("camera.rtsp.connections") == 0);
		int threads = Thread.activeCount();
		for (int round = 0; round < 5; round++) {
			List<RtspWire> viewers = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				RtspWire viewer = new RtspWire(this.port);
				viewers.add(viewer);
				RtspWire.require(viewer.ask("SETUP", "/stream2/trackID=0", INTERLEAVED));
				viewer.tell("PLAY", "/stream2/");
			}
			for (RtspWire viewer : viewers) {
				RtspWire.require(viewer.answer());
			}
			await(() -> metric("camera.rtsp.viewers") == 20);
			for (RtspWire viewer : viewers) {
				viewer.close();
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
	void whoNeverReadsHoldsNobodyUpAndIsCut() throws IOException {
		try (SocketChannel deaf = deaf();
				RtspWire stuck = new RtspWire(this.port, 4096);
				RtspWire viewer = new RtspWire(this.port)) {
			assertThat(deaf.isConnected()).isTrue();
			stuck.play("/stream2");
			viewer.play("/stream2");
			double dropped = metric("camera.rtsp.dropped");
			TestService.await("pictures are dropped", Duration.ofSeconds(60), () -> {
				read(viewer, 50);
				return metric("camera.rtsp.dropped") > dropped + 2;
			});
			TestService.await("both are cut off", Duration.ofSeconds(60), () -> {
				read(viewer, 50);
				return metric("camera.rtsp.viewers") == 1 && metric("camera.rtsp.connections") == 1;
			});
		}
	}

	/** Asks and asks, and reads no answer, until nothing more is taken. */
	private SocketChannel deaf() throws IOException {
		SocketChannel deaf = SocketChannel.open();
		deaf.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
		deaf.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), this.port));
		deaf.configureBlocking(false);
		ByteBuffer questions = ByteBuffer
			.wrap("OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
		await(() -> {
			int written = write(deaf, questions);
			questions.rewind();
			return written == 0;
		});
		return deaf;
	}

	private int write(SocketChannel to, ByteBuffer bytes) {
		try {
			return to.write(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** As many as the server keeps; those that have asked once stay for a minute. */
	@Test
	void beyondTheLimitTheOldestThatWatchesNothingEnds() throws IOException {
		int limit = 2048;
		await(() -> metric("camera.rtsp.connections") == 0);
		List<RtspWire> idle = new ArrayList<>();
		try (RtspWire viewer = new RtspWire(this.port)) {
			viewer.play("/stream2");
			while (idle.size() < limit - 1) {
				idle.add(asked());
			}
			RtspWire.require(idle.get(0).ask("OPTIONS", "*"));
			idle.add(asked());
			idle.get(0).awaitEnd();
			RtspWire.require(idle.get(1).ask("OPTIONS", "*"));
			read(viewer, 50);
		}
		finally {
			for (RtspWire wire : idle) {
				wire.close();
			}
		}
	}

	private RtspWire asked() throws IOException {
		RtspWire wire = new RtspWire(this.port);
		RtspWire.require(wire.ask("OPTIONS", "*"));
		return wire;
	}

	@Test
	void manyWhoSayNothingLeaveRoomForOthers() throws IOException {
		List<RtspWire> idle = new ArrayList<>();
		try {
			for (int i = 0; i < 500; i++) {
				RtspWire wire = new RtspWire(this.port);
				idle.add(wire);
				wire.send("DESCRIBE rtsp://half".getBytes(StandardCharsets.UTF_8));
			}
			try (RtspWire viewer = new RtspWire(this.port)) {
				viewer.play("/stream2");
				read(viewer, 50);
			}
			idle.get(0).awaitEnd();
		}
		finally {
			for (RtspWire wire : idle) {
				wire.close();
			}
		}
	}

}
