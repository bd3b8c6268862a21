package org.camerad.driver.hisilicon.streamer;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The streamer's MJPEG as it comes: one picture of memory, so that a slow reader misses
 * pictures and never reads old ones.
 */
final class MjpegBody implements HttpResponse.BodySubscriber<MjpegBody>, AutoCloseable {

	private static final int LARGEST = 16 << 20;

	private final MultipartPictures parts;

	private byte @Nullable [] newest;

	private @Nullable Throwable end;

	private volatile Flow.@Nullable Subscription subscription;

	MjpegBody(HttpResponse.ResponseInfo head) {
		this.parts = new MultipartPictures(head.headers().firstValue("Content-Type").orElse(""), LARGEST, this::show);
	}

	private synchronized void show(byte[] jpeg) {
		this.newest = jpeg;
		notifyAll();
	}

	private synchronized void finish(Throwable reason) {
		this.end = (this.end != null) ? this.end : reason;
		notifyAll();
	}

	/**
	 * The next picture.
	 * @return empty when none came in time
	 * @throws IOException when no more will come
	 */
	synchronized Optional<byte[]> next(Duration limit) throws IOException, InterruptedException {
		long deadline = System.nanoTime() + limit.toNanos();
		while (this.newest == null && this.end == null) {
			long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
			if (left <= 0) {
				return Optional.empty();
			}
			wait(left);
		}
		byte[] jpeg = this.newest;
		if (jpeg == null) {
			throw new IOException(String.valueOf(this.end), this.end);
		}
		this.newest = null;
		return Optional.of(jpeg);
	}

	@Override
	public CompletionStage<MjpegBody> getBody() {
		return CompletableFuture.completedFuture(this);
	}

	@Override
	public void onSubscribe(Flow.Subscription given) {
		this.subscription = given;
		given.request(Long.MAX_VALUE);
	}

	@Override
	public void onNext(List<ByteBuffer> buffers) {
		try {
			for (ByteBuffer buffer : buffers) {
				byte[] piece = new byte[buffer.remaining()];
				buffer.get(piece);
				this.parts.add(piece);
			}
		}
		catch (IOException ex) {
			finish(ex);
			close();
		}
	}

	@Override
	public void onError(Throwable reason) {
		finish(reason);
	}

	@Override
	public void onComplete() {
		onError(new IOException("the streamer has ended its MJPEG"));
	}

	@Override
	public void close() {
		Flow.Subscription given = this.subscription;
		if (given != null) {
			given.cancel();
		}
		finish(new IOException("closed"));
	}

}
