package org.camerad.driver.hisilicon.fake;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import org.camerad.driver.hisilicon.fake.FakeStreamer.PictureFault;
import org.jspecify.annotations.Nullable;

/** A server of single pictures and of MJPEG with faults. */
final class FakePictureServer {

	private static final int OK = HttpReply.OK;

	private final FakeBuild build;

	private final FakeState state;

	private final PowerSwitch power;

	private final AtomicInteger connections = new AtomicInteger();

	volatile PictureFault fault = PictureFault.NONE;

	FakePictureServer(FakeBuild build, FakeState state, PowerSwitch power) {
		this.build = build;
		this.state = state;
		this.power = power;
	}

	/** Returns the number of MJPEG clients. */
	int clients() {
		return this.connections.get();
	}

	void picture(HttpExchange exchange, @Nullable String query) throws IOException {
		if (!this.state.working("jpeg.enabled", "true").equals("true")) {
			HttpReply.send(exchange, 503, "text/plain", HttpReply.bytes("JPEG is off"));
			return;
		}
		String size = size(query);
		if (!size.contains("x")) {
			HttpReply.send(exchange, Integer.parseInt(size), "text/plain",
					HttpReply.bytes("snapshot is larger than jpeg.tuned allows; ask for a smaller size"));
			return;
		}
		int level = Integer.parseInt(this.state.working("image.luminance", "50")) * 255 / 100;
		faulty(exchange, FakePictures.jpeg(size, level));
	}

	private String mainSize() {
		String main = this.state.working("video0.size", "1920x1080");
		String jpeg = this.state.working("jpeg.size", "");
		return this.state.turned(jpeg.isEmpty() ? main : jpeg);
	}

	/** Returns the size of the picture, or the status of a refusal. */
	private String size(@Nullable String query) {
		if (query == null || !query.contains("width=")) {
			return mainSize();
		}
		Map<String, Integer> requested = new TreeMap<>();
		for (String pair : query.split("&")) {
			requested.put(pair.substring(0, pair.indexOf('=')), Integer.valueOf(pair.substring(pair.indexOf('=') + 1)));
		}
		FakeKeys.Key tuned = this.build.keys.find("jpeg.tuned");
		String most = (tuned != null) ? this.state.working("jpeg.tuned", "") : mainSize();
		if (most.isEmpty()) {
			return "503";
		}
		boolean fits = requested.getOrDefault("width", 0) <= Integer.parseInt(most.split("x")[0])
				&& requested.getOrDefault("height", 0) <= Integer.parseInt(most.split("x")[1]);
		return fits ? this.state.turned(requested.get("width") + "x" + requested.get("height")) : "400";
	}

	private void faulty(HttpExchange exchange, byte[] jpeg) throws IOException {
		switch (this.fault) {
			case NONE -> HttpReply.send(exchange, OK, "image/jpeg", jpeg);
			case EMPTY -> HttpReply.send(exchange, OK, "image/jpeg", new byte[0]);
			case CUT -> HttpReply.send(exchange, OK, "image/jpeg", Arrays.copyOf(jpeg, jpeg.length / 2));
			case BROKEN_OFF -> HttpReply.sendHalf(exchange, jpeg);
			case LATE -> {
				this.power.await(Duration.ofMillis(1500));
				HttpReply.send(exchange, OK, "image/jpeg", jpeg);
			}
			case NEVER -> this.power.hold();
			case NO_JPEG -> HttpReply.send(exchange, OK, "image/jpeg", HttpReply.bytes("x".repeat(5000)));
			case REFUSED -> HttpReply.send(exchange, 503, "text/plain", HttpReply.bytes("no block for a snapshot"));
		}
	}

	void mjpeg(HttpExchange exchange) throws IOException {
		this.connections.incrementAndGet();
		exchange.getResponseHeaders().add("Content-Type", "multipart/x-mixed-replace; boundary=boundarydonotcross");
		exchange.sendResponseHeaders(OK, 0);
		try (OutputStream out = exchange.getResponseBody()) {
			while (this.fault == PictureFault.NONE && this.power.isOn()) {
				byte[] jpeg = FakePictures.jpeg(mainSize(), 128);
				out.write(HttpReply.bytes("\r\n--boundarydonotcross\r\nContent-Type: image/jpeg\r\nContent-Length: "
						+ jpeg.length + "\r\n\r\n"));
				out.write(jpeg);
				out.flush();
				this.power.await(Duration.ofMillis(1000 / Integer.parseInt(this.state.working("jpeg.fps", "5"))));
			}
			if (this.fault == PictureFault.NEVER) {
				this.power.hold();
			}
		}
		finally {
			this.connections.decrementAndGet();
		}
	}

}
