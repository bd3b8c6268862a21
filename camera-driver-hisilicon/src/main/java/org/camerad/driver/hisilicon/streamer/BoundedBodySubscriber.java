package org.camerad.driver.hisilicon.streamer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

import org.jspecify.annotations.Nullable;

/** A subscriber that collects a response body in memory, up to a limit in bytes. */
final class BoundedBodySubscriber implements HttpResponse.BodySubscriber<byte[]> {

	private final int limit;

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private final CompletableFuture<byte[]> body = new CompletableFuture<>();

	private Flow.@Nullable Subscription subscription;

	BoundedBodySubscriber(int limit) {
		this.limit = limit;
	}

	@Override
	public void onSubscribe(Flow.Subscription upstream) {
		this.subscription = upstream;
		upstream.request(Long.MAX_VALUE);
	}

	@Override
	public void onNext(List<ByteBuffer> buffers) {
		for (ByteBuffer buffer : buffers) {
			if (this.bytes.size() + buffer.remaining() > this.limit) {
				rejectTooLong();
				return;
			}
			byte[] chunk = new byte[buffer.remaining()];
			buffer.get(chunk);
			this.bytes.writeBytes(chunk);
		}
	}

	private void rejectTooLong() {
		if (this.subscription != null) {
			this.subscription.cancel();
		}
		this.body.completeExceptionally(new IOException("more than " + this.limit + " bytes"));
	}

	@Override
	public void onError(Throwable reason) {
		this.body.completeExceptionally(reason);
	}

	@Override
	public void onComplete() {
		this.body.complete(this.bytes.toByteArray());
	}

	@Override
	public CompletionStage<byte[]> getBody() {
		return this.body;
	}

}
