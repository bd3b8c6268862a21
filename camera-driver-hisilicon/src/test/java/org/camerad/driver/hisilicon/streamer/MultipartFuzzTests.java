package org.camerad.driver.hisilicon.streamer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.camerad.driver.support.fuzz.FuzzTarget;
import org.camerad.driver.support.picture.jpeg.JpegScanner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzing of the streamer's MJPEG as multipart. Only whole pictures arrive, and the last
 * one is the same in whichever pieces the body comes.
 */
class MultipartFuzzTests implements FuzzTarget {

	@Override
	public void run(byte[] input) throws IOException, InterruptedException {
		Optional<byte[]> whole = newest(input, Math.max(1, input.length));
		Optional<byte[]> pieces = newest(input, 11);
		assertThat(pieces.isPresent()).isEqualTo(whole.isPresent());
		if (whole.isPresent()) {
			assertThat(pieces.get()).isEqualTo(whole.get());
			assertThat(JpegScanner.first(whole.get()).orElseThrow().data()).isEqualTo(whole.get());
		}
	}

	private static Optional<byte[]> newest(byte[] input, int piece) throws IOException, InterruptedException {
		try (MjpegBodySubscriber pictures = new MjpegBodySubscriber()) {
			List<ByteBuffer> buffers = new ArrayList<>();
			for (int at = 0; at < input.length; at += piece) {
				buffers.add(ByteBuffer.wrap(input, at, Math.min(piece, input.length - at)));
			}
			pictures.onNext(buffers);
			return pictures.next(Duration.ZERO);
		}
	}

}
