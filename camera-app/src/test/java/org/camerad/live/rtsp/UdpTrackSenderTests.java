package org.camerad.live.rtsp;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

import javax.imageio.ImageIO;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import org.camerad.driver.Picture;
import org.camerad.live.rtp.MediaFormats;
import org.camerad.live.rtp.RtpFrame;
import org.camerad.live.rtp.RtpWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of large frames that a client receives with a socket's default buffer. */
class UdpTrackSenderTests {

	private static final int ATTEMPTS = 4;

	private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	@AfterEach
	void stop() {
		this.group.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS);
	}

	@Test
	void aClientThatReadsAFewPacketsAtATimeGetsAllOfALargeFrame() throws Exception {
		byte[] picture = noise();
		RtpWriter writer = new RtpWriter(0, MediaFormats.of(new Picture(picture, 1)));
		int received = 0;
		int packets = 1;
		// A busy machine can delay the client by more than its buffer holds.
		for (int attempt = 0; attempt < ATTEMPTS && received < packets; attempt++) {
			RtpFrame frame = writer.frame(picture, attempt * 90_000);
			packets = frame.packetCount();
			received = receive(frame);
			assertThat(frame.isReleased()).isTrue();
		}
		assertThat(packets).isGreaterThan(500);
		assertThat(received).isEqualTo(packets);
	}

	/** Sends a frame and returns the number of packets that arrive. */
	private int receive(RtpFrame frame) throws Exception {
		EventLoop loop = this.group.next();
		UdpPorts ports = UdpPorts.open(loop, InetAddress.getLoopbackAddress());
		try (DatagramSocket client = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
			UdpTrackSender sender = new UdpTrackSender(new Client(), ports, client.getLocalAddress(),
					client.getLocalPort(), client.getLocalPort());
			loop.submit(() -> sender.offer(frame, true, 1)).sync();
			frame.release();
			client.setSoTimeout(500);
			return read(client, frame.packetCount());
		}
		finally {
			ports.close();
		}
	}

	private static int read(DatagramSocket client, int packets) throws IOException {
		DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
		int received = 0;
		try {
			while (received < packets) {
				client.receive(packet);
				if (++received % 40 == 0) {
					LockSupport.parkNanos(Duration.ofMillis(3).toNanos());
				}
			}
		}
		catch (SocketTimeoutException ex) {
			// The rest was lost.
		}
		return received;
	}

	private static byte[] noise() throws IOException {
		BufferedImage image = new BufferedImage(1920, 1080, BufferedImage.TYPE_INT_RGB);
		Random random = new Random(1);
		for (int y = 0; y < image.getHeight(); y++) {
			for (int x = 0; x < image.getWidth(); x++) {
				image.setRGB(x, y, random.nextInt());
			}
		}
		ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
		ImageIO.write(image, "jpeg", jpeg);
		return jpeg.toByteArray();
	}

	private static final class Client implements TrackSender.Listener {

		@Override
		public void onFirstFrame(TrackSender sender, int sequence, long timestamp) {
			assertThat(sender.isStarted()).isTrue();
		}

		@Override
		public Instant wallClock(long nanos) {
			return Instant.EPOCH;
		}

		@Override
		public void onEnd(String reason) {
			throw new AssertionError(reason);
		}

		@Override
		public void onFrame(TrackSender sender, int bytes, boolean sent) {
			assertThat(sent).isTrue();
		}

	}

}
