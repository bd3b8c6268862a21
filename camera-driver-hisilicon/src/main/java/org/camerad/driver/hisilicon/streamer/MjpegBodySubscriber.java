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
 * The streamer's MJPEG as it comes, by the pictures themselves and not by the multipart
 * heads between them. It keeps one picture, so that a slow reader misses pictures and
 * never reads old ones.
 */
final class MjpegBodySubscriber implements HttpResponse.BodySubscriber<MjpegBodySubscriber>, AutoCloseable {

	private final JpegScanner scanner = new JpegScanner(SnapshotCache.LARGEST);

	private byte @Nullable [] newest;

	private @Nullable Throwable end;

	private volatile Flow.@Nullable Subscription subscription;

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
	public CompletionStage<MjpegBodySubscriber> getBody() {
		return CompletableFuture.completedFuture(this);
	}

	@Override
	public void onSubscribe(Flow.Subscription given) {
		this.subscription = given;
		given.request(Long.MAX_VALUE);
	}

	@Override
	public void onNext(List<ByteBuffer> buffers) {
		for (ByteBuffer buffer : buffers) {
			this.scanner.add(buffer);
			for (Jpeg jpeg = this.scanner.poll(); jpeg != null; jpeg = this.scanner.poll()) {
				show(jpeg.data());
			}
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
