package org.camerad.driver.hisilicon.fake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The RTP packets of the fake streamer, interleaved with RTSP. */
final class FakeMedia {

	private static final int MAX_PAYLOAD_BYTES = 1200;

	private final FakeState state;

	final AtomicInteger clients = new AtomicInteger();

	/**
	 * Drops one packet of each picture whose number is a multiple of this; 0 drops none.
	 */
	volatile int lossy;

	private volatile boolean closed;

	FakeMedia(FakeState state) {
		this.state = state;
	}

	/** Sends until the connection ends: audio if that was set up, otherwise video. */
	void send(Socket socket, int stream, boolean audio) {
		this.clients.incrementAndGet();
		try {
			String codec = this.state.codec(stream);
			int sequence = 65530;
			for (int frame = 0; audio && !this.closed && !socket.isClosed(); frame++) {
				byte[] samples = new byte[160];
				Arrays.fill(samples, (byte) frame);
				boolean aac = this.state.working("audio.codec", "").equals("aac");
				byte[] two = { 0, 32, 160 * 8 >> 8, (byte) (160 * 8), 160 * 8 >> 8, (byte) (160 * 8) };
				ByteArrayOutputStream payload = new ByteArrayOutputStream();
				if (aac) {
					payload.writeBytes(two);
					payload.writeBytes(samples);
				}
				payload.writeBytes(samples);
				packet(socket, 97, sequence++, frame * (aac ? 2048 : 160), true, payload.toByteArray());
				TimeUnit.MILLISECONDS.sleep(20);
			}
			for (int picture = 0; !this.closed && !socket.isClosed(); picture++) {
				boolean key = picture % 5 == 0;
				List<byte[]> payloads = payloads(codec, stream, picture, key);
				for (int i = 0; i < payloads.size(); i++) {
					boolean lost = this.lossy > 0 && picture > 0 && picture % this.lossy == 0 && i == 0;
					if (!lost) {
						packet(socket, 96, sequence, picture * 3600, i == payloads.size() - 1, payloads.get(i));
					}
					sequence++;
				}
				TimeUnit.MILLISECONDS.sleep(20);
			}
		}
		catch (IOException | InterruptedException ex) {
			// The client closed the connection, which is normal.
		}
		finally {
			this.clients.decrementAndGet();
		}
	}

	private List<byte[]> payloads(String codec, int stream, int number, boolean key) throws IOException {
		List<byte[]> payloads = new ArrayList<>();
		if (key && number > 0) {
			payloads.add(aggregated(codec, FakeVideo.parameterSets(codec, this.state.size(stream))));
		}
		byte[] unit = FakeVideo.picture(codec, number, key);
		if (unit.length <= MAX_PAYLOAD_BYTES) {
			payloads.add(unit);
			return payloads;
		}
		int head = codec.equals("h265") ? 2 : 1;
		for (int at = head; at < unit.length; at += MAX_PAYLOAD_BYTES) {
			int end = Math.min(unit.length, at + MAX_PAYLOAD_BYTES);
			int flags = ((at == head) ? 0x80 : 0) | ((end == unit.length) ? 0x40 : 0);
			ByteArrayOutputStream payload = new ByteArrayOutputStream();
			if (codec.equals("h265")) {
				payload.write(unit[0] & 0x81 | 49 << 1);
				payload.write(unit[1]);
				payload.write(flags | unit[0] >> 1 & 0x3f);
			}
			else {
				payload.write(unit[0] & 0xe0 | 28);
				payload.write(flags | unit[0] & 0x1f);
			}
			payload.writeBytes(Arrays.copyOfRange(unit, at, end));
			payloads.add(payload.toByteArray());
		}
		return payloads;
	}

	private static byte[] aggregated(String codec, List<byte[]> units) {
		ByteArrayOutputStream payload = new ByteArrayOutputStream();
		payload.writeBytes(codec.equals("h265") ? new byte[] { 48 << 1, 1 } : new byte[] { 0x78 });
		units.forEach((unit) -> {
			payload.write(unit.length >> 8);
			payload.write(unit.length);
			payload.writeBytes(unit);
		});
		return payload.toByteArray();
	}

	private static void packet(Socket socket, int type, int sequence, int time, boolean marker, byte[] payload)
			throws IOException {
		ByteBuffer packet = ByteBuffer.allocate(16 + payload.length);
		packet.put((byte) '$').put((byte) 0).putShort((short) (12 + payload.length));
		packet.put((byte) 0x80).put((byte) (type | (marker ? 0x80 : 0))).putShort((short) sequence);
		packet.putInt(time).putInt(7).put(payload);
		OutputStream out = socket.getOutputStream();
		synchronized (socket) {
			out.write(packet.array());
		}
	}

	/** Stops sending. */
	void end() {
		this.closed = true;
	}

}
