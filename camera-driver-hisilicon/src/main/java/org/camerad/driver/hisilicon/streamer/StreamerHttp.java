package org.camerad.driver.hisilicon.streamer;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.camerad.driver.CameraException;
import org.camerad.driver.support.failure.Reason;

/**
 * An HTTP client of the streamer with persistent connections. Every response is limited
 * in time and bytes. Any thread.
 */
final class StreamerHttp implements AutoCloseable {

	/**
	 * The limit for documents and metrics. The streamer itself limits documents to 1 MiB.
	 */
	static final int MAX_DOCUMENT_BYTES = 1 << 20;

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

	private static final int MAX_THREADS = 64;

	private static final int IDLE_SECONDS = 5;

	private static final AtomicInteger NUMBER = new AtomicInteger();

	/**
	 * The threads of the clients of all streamers. A client has work for some
	 * milliseconds.
	 */
	private static final Executor THREADS = new ThreadPoolExecutor(0, MAX_THREADS, IDLE_SECONDS, TimeUnit.SECONDS,
			new SynchronousQueue<>(), StreamerHttp::thread, new ThreadPoolExecutor.CallerRunsPolicy());

	private final StreamerAddress address;

	private final StreamerSession session;

	private final HttpClient client;

	private volatile boolean closed;

	StreamerHttp(StreamerAddress address) {
		this.address = address;
		this.session = new StreamerSession(address.authorization());
		this.client = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(CONNECT_TIMEOUT)
			.followRedirects(HttpClient.Redirect.NEVER)
			.executor(this::execute)
			.build();
	}

	private static Thread thread(Runnable work) {
		Thread thread = new Thread(work, "camera-streamer-" + NUMBER.incrementAndGet());
		thread.setDaemon(true);
		return thread;
	}

	private void execute(Runnable work) {
		if (this.closed) {
			throw new RejectedExecutionException("closed");
		}
		THREADS.execute(work);
	}

	StreamerAddress address() {
		return this.address;
	}

	/**
	 * Sends a GET request and reads the complete response.
	 * @param target the path and query
	 * @throws CameraException UNAVAILABLE if no complete response arrives in time
	 */
	StreamerResponse get(String target, Duration limit, int maxBytes) throws CameraException {
		return exchange(request(target).GET(), target, limit, maxBytes);
	}

	StreamerResponse post(String target, byte[] body, Duration limit) throws CameraException {
		HttpRequest.Builder request = request(target).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofByteArray(body));
		return exchange(request, target, limit, MAX_DOCUMENT_BYTES);
	}

	/**
	 * Returns the status of a request without credentials.
	 * @throws CameraException UNAVAILABLE if no complete response arrives in time
	 */
	int statusOfStranger(String target, Duration limit) throws CameraException {
		return await(send(request(target).GET().build(), (head) -> new BoundedBodySubscriber(MAX_DOCUMENT_BYTES)),
				target, limit)
			.statusCode();
	}

	/** Opens an endless stream of pictures. The reader closes it. */
	MjpegBodySubscriber stream(String target, Duration limit) throws CameraException {
		HttpResponse<MjpegBodySubscriber> response = exchange(request(target).GET(),
				(head) -> new MjpegBodySubscriber(), target, limit);
		if (response.statusCode() != StreamerResponse.OK) {
			response.body().close();
			throw CameraException
				.unavailable(new StreamerResponse(target, response.statusCode(), new byte[0]).problem());
		}
		return response.body();
	}

	private HttpRequest.Builder request(String target) {
		return HttpRequest.newBuilder(URI.create(this.address.url() + target));
	}

	private StreamerResponse exchange(HttpRequest.Builder request, String target, Duration limit, int maxBytes)
			throws CameraException {
		HttpResponse<byte[]> response = exchange(request, (head) -> new BoundedBodySubscriber(maxBytes), target, limit);
		return new StreamerResponse(target, response.statusCode(), response.body());
	}

	/** Sends a request with credentials, and again if its session has ended. */
	private <T> HttpResponse<T> exchange(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body, String target,
			Duration limit) throws CameraException {
		HttpRequest.Builder again = request.copy();
		String used = this.session.authorize(request);
		HttpResponse<T> response = await(send(request.build(), body), target, limit);
		if (!this.session.isEnded(response.statusCode(), response.headers(), used)) {
			return response;
		}
		String second = this.session.authorize(again);
		HttpResponse<T> repeated = await(send(again.build(), body), target, limit);
		this.session.isEnded(repeated.statusCode(), repeated.headers(), second);
		return repeated;
	}

	private <T> CompletableFuture<HttpResponse<T>> send(HttpRequest request, HttpResponse.BodyHandler<T> body)
			throws CameraException {
		try {
			return this.client.sendAsync(request, body);
		}
		catch (RejectedExecutionException ex) {
			throw CameraException.unavailable("the camera is closed", ex);
		}
	}

	private <T> T await(CompletableFuture<T> future, String target, Duration limit) throws CameraException {
		String path = target.replaceFirst("\\?.*", "");
		try {
			return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			future.cancel(true);
			throw CameraException
				.unavailable("the streamer did not respond to " + path + " within " + limit.toMillis() + " ms", ex);
		}
		catch (InterruptedException ex) {
			future.cancel(true);
			Thread.currentThread().interrupt();
			throw CameraException.unavailable("interrupted while waiting for the streamer's " + path, ex);
		}
		catch (ExecutionException ex) {
			throw CameraException.unavailable(problem(path, ex.getCause()), ex);
		}
	}

	/** Returns whether no program listens at the streamer's port. */
	static boolean isRefusedConnection(CameraException failure) {
		return failure.getCause() instanceof ExecutionException ex && ex.getCause() instanceof ConnectException;
	}

	/** Returns whether a request was sent and got no complete response in time. */
	static boolean isTimeout(CameraException failure) {
		return failure.getCause() instanceof TimeoutException;
	}

	private String problem(String path, Throwable cause) {
		if (cause instanceof ConnectException) {
			return "no streamer responds at " + this.address.url();
		}
		String reason = Reason.of(cause).lines().findFirst().orElseThrow();
		return "the connection to the streamer failed at " + path + ": " + reason;
	}

	@Override
	public void close() {
		this.closed = true;
	}

}
