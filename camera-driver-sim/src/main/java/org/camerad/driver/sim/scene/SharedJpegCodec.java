package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

import org.camerad.driver.support.picture.YuvPicture;
import org.camerad.driver.support.picture.jpeg.JpegCodec;
import org.jspecify.annotations.Nullable;

/**
 * The fastest codec, which all cameras use in turn: the native memory of a codec is
 * larger than the pictures of a camera. Thread-safe.
 */
final class SharedJpegCodec implements JpegCodec {

	/** More are open while more pictures are encoded at once. */
	private static final int MAX_KEPT = 2;

	private static final Deque<JpegCodec> KEPT = new ArrayDeque<>();

	/** A use of a codec. */
	@FunctionalInterface
	private interface Use<T> {

		T with(JpegCodec codec) throws IOException;

	}

	@Override
	public YuvPicture decode(byte[] jpeg, int atLeastWidth, int atLeastHeight) throws IOException {
		return use((codec) -> codec.decode(jpeg, atLeastWidth, atLeastHeight));
	}

	@Override
	public byte[] encode(YuvPicture picture, int quality) throws IOException {
		return use((codec) -> codec.encode(picture, quality));
	}

	@Override
	public boolean isFast() {
		JpegCodec codec = take();
		try {
			return codec.isFast();
		}
		finally {
			giveBack(codec);
		}
	}

	private static <T> T use(Use<T> use) throws IOException {
		JpegCodec codec = take();
		try {
			return use.with(codec);
		}
		finally {
			giveBack(codec);
		}
	}

	private static JpegCodec take() {
		JpegCodec kept = poll();
		return (kept != null) ? kept : JpegCodec.fastest();
	}

	private static synchronized @Nullable JpegCodec poll() {
		return KEPT.pollFirst();
	}

	private static synchronized void giveBack(JpegCodec codec) {
		if (KEPT.size() == MAX_KEPT) {
			codec.close();
		}
		else {
			KEPT.addFirst(codec);
		}
	}

	@Override
	public void close() {
		// Other cameras use the codecs.
	}

}
