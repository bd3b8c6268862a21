package org.camerad.thread;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SharedThreadsTests {

	private static ServerSocketChannel bound(int port) throws IOException {
		return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
	}

	private static Socket connect(int port) throws IOException {
		return new Socket(InetAddress.getLoopbackAddress(), port);
	}

	@Test
	void aClosedPortIsFreeAtOnceAndTheOthersAccept() throws Exception {
		BlockingQueue<String> accepted = new LinkedBlockingQueue<>();
		ServerSocketChannel first = bound(0);
		ServerSocketChannel second = bound(0);
		int freed = first.socket().getLocalPort();
		SharedAcceptor.Port closed = SharedAcceptor.listen(first, (connection) -> {
			accepted.add("first");
			connection.close();
		});
		try (SharedAcceptor.Port other = SharedAcceptor.listen(second, (connection) -> {
			accepted.add("second");
			throw new IllegalStateException("a handler that fails");
		})) {
			other.resume();
			connect(freed).close();
			assertThat(accepted.poll(10, TimeUnit.SECONDS)).isEqualTo("first");
			closed.close();
			bound(freed).close();
			try (Socket client = connect(second.socket().getLocalPort())) {
				assertThat(client.getInputStream().read()).as("closed, because its handler failed").isEqualTo(-1);
			}
			assertThat(accepted.poll(10, TimeUnit.SECONDS)).isEqualTo("second");
		}
	}

	/** The thread that accepts for all ports closes the system's socket. */
	@Test
	void aClosedPortIsFreeAlsoIfTheThreadWasBusyForMoreThanASecond() throws Exception {
		CountDownLatch busy = new CountDownLatch(1);
		CountDownLatch done = new CountDownLatch(1);
		ServerSocketChannel first = bound(0);
		ServerSocketChannel second = bound(0);
		int freed = second.socket().getLocalPort();
		try (SharedAcceptor.Port slow = SharedAcceptor.listen(first, (connection) -> {
			busy.countDown();
			awaited(done, 10_000);
			connection.close();
		}); Socket client = connect(first.socket().getLocalPort())) {
			assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
			SharedAcceptor.Port closed = SharedAcceptor.listen(second, SocketChannel::close);
			CompletableFuture<Void> free = CompletableFuture.runAsync(() -> closeAndBind(closed, freed));
			assertThat(awaited(done, 1100)).isFalse();
			done.countDown();
			free.get(10, TimeUnit.SECONDS);
			assertThat(client.isConnected()).isTrue();
			slow.resume();
		}
	}

	private static void closeAndBind(SharedAcceptor.Port port, int number) {
		try {
			port.close();
			bound(number).close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean awaited(CountDownLatch latch, long millis) {
		try {
			return latch.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void aSuspendedPortAcceptsLater() throws Exception {
		BlockingQueue<Integer> accepted = new LinkedBlockingQueue<>();
		ServerSocketChannel channel = bound(0);
		int port = channel.socket().getLocalPort();
		try (SharedAcceptor.Port suspended = SharedAcceptor.listen(channel, (connection) -> {
			accepted.add(port);
			connection.close();
		})) {
			suspended.suspend();
			connect(port).close();
			assertThat(accepted.poll(100, TimeUnit.MILLISECONDS)).isNull();
			suspended.resume();
			assertThat(accepted.poll(10, TimeUnit.SECONDS)).isEqualTo(port);
		}
	}

	@Test
	void aTaskThatHangsDelaysOnlyItsOwnExecutor() throws Exception {
		SerialExecutor hanging = new SerialExecutor("hanging", 1);
		SerialExecutor other = new SerialExecutor("other", 2);
		CountDownLatch started = new CountDownLatch(1);
		CompletableFuture<String> interrupted = new CompletableFuture<>();
		hanging.execute(() -> {
			started.countDown();
			try {
				Thread.sleep(60_000);
			}
			catch (InterruptedException ex) {
				interrupted.complete(Thread.currentThread().getName());
			}
		});
		assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
		Runnable waiting = () -> interrupted.complete("no task overtakes");
		hanging.execute(waiting);
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> hanging.execute(waiting));
		CompletableFuture<Boolean> done = new CompletableFuture<>();
		other.execute(() -> {
			throw new IllegalStateException("a task that fails");
		});
		CompletableFuture.runAsync(() -> other.execute(() -> done.complete(true))).get(10, TimeUnit.SECONDS);
		assertThat(done.get(10, TimeUnit.SECONDS)).isTrue();
		assertThat(hanging.shutdownNow()).isEqualTo(List.of(waiting));
		assertThat(interrupted.get(10, TimeUnit.SECONDS)).isEqualTo("hanging");
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> hanging.execute(waiting));
	}

}
