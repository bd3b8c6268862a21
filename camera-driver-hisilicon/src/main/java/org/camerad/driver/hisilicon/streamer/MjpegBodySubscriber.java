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

import org.camerad.driver.support.picture.jpeg.Jpeg;
import org.camerad.driver.support.picture.jpeg.JpegScanner;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber that splits the streamer's MJPEG into pictures by JPEG markers, not by the
 * multipart headers. It keeps only the newest picture, so a slow reader skips pictures
 * and never receives old ones.
 */
final class MjpegBodySubscriber implements HttpResponse.BodySubscriber<MjpegBodySubscriber>, AutoCloseable {

	private final JpegScanner scanner = new JpegScanner(SnapshotCache.MAX_PICTURE_BYTES);

	private byte @Nullable [] newest;

	private @Nullable Throwable failure;

	private volatile Flow.@Nullable Subscription subscription;

	private synchronized void setNewest(byte[] jpeg) {
		this.newest = jpeg;
		notifyAll();
	}

	private synchronized void finish(Throwable reason) {
		this.failure = (this.failure != null) ? this.failure : reason;
		notifyAll();
	}

	/**
	 * Returns the next picture and blocks until it arrives.
	 * @return the picture; empty if none arrived in time
	 * @throws IOException if the stream ended
	 */
	synchronized Optional<byte[]> next(Duration limit) throws IOException, InterruptedException {
		long deadline = System.nanoTime() + limit.toNanos();
		while (this.newest == null && this.failure == null) {
			long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
			if (leftMillis <= 0) {
				return Optional.empty();
			}
			wait(leftMillis);
		}
		byte[] jpeg = this.newest;
		if (jpeg == null) {
			throw new IOException(String.valueOf(this.failure), this.failure);
		}
		this.newest = null;
		return Optional.of(jpeg);
	}

	@Override
	public CompletionStage<MjpegBodySubscriber> getBody() {
		return CompletableFuture.completedFuture(this);
	}

	@Override
	public void onSubscribe(Flow.Subscription upstream) {
		this.subscription = upstream;
		upstream.request(Long.MAX_VALUE);
	}

	@Override
	public void onNext(List<ByteBuffer> buffers) {
		for (ByteBuffer buffer : buffers) {
			this.scanner.add(buffer);
			for (Jpeg jpeg = this.scanner.poll(); jpeg != null; jpeg = this.scanner.poll()) {
				setNewest(jpeg.data());
			}
		}
	}

	@Override
	public void onError(Throwable reason) {
		finish(reason);
	}

	@Override
	public void onComplete() {
		onError(new IOException("the streamer closed the connection"));
	}

	@Override
	public void close() {
		Flow.Subscription upstream = this.subscription;
		if (upstream != null) {
			upstream.cancel();
		}
		finish(new IOException("closed"));
	}

}
