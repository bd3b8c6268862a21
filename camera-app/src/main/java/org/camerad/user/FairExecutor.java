package org.camerad.user;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.camerad.camera.CameraFailure;
import org.camerad.thread.DaemonThreads;
import org.jspecify.annotations.Nullable;

/**
 * An executor that serves its clients in turn, one task each. Few tasks of a client wait,
 * and few of all clients, so that a client with many tasks delays another one by a single
 * task. Any thread.
 */
final class FairExecutor {

	private static final int MAX_WAITING_PER_CLIENT = 16;

	private static final int MAX_WAITING = 128;

	private static final int IDLE_SECONDS = 5;

	private final ThreadPoolExecutor threads;

	private final Duration maxWait;

	/** By client, the next turn first. No client without a task. */
	private final Map<String, Deque<Task<?>>> waiting = new LinkedHashMap<>();

	private int count;

	/**
	 * Creates an executor.
	 * @param threads the number of tasks that run at once
	 * @param maxWait the longest time that a task waits
	 */
	FairExecutor(int threads, Duration maxWait) {
		this.maxWait = maxWait;
		this.threads = new ThreadPoolExecutor(threads, threads, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), (work) -> DaemonThreads.create("log-in", work));
		this.threads.allowCoreThreadTimeOut(true);
	}

	private record Task<T>(CompletableFuture<T> result, Supplier<T> work) {

		void run() {
			try {
				this.result.complete(this.work.get());
			}
			catch (RuntimeException | Error ex) {
				this.result.completeExceptionally(ex);
			}
		}

		void reject() {
			this.result.completeExceptionally(CameraFailure.unavailable());
		}

	}

	/**
	 * Runs a task when its client's turn comes.
	 * @return the result; a {@link CameraFailure} UNAVAILABLE when too many tasks wait,
	 * or when this one has waited for too long
	 */
	<T> CompletableFuture<T> submit(String client, Supplier<T> work) {
		Task<T> task = new Task<>(new CompletableFuture<>(), work);
		Task<?> rejected = enqueue(client, task);
		if (rejected != null) {
			rejected.reject();
		}
		if (rejected != task) {
			this.threads.execute(this::runNext);
			CompletableFuture.delayedExecutor(this.maxWait.toMillis(), TimeUnit.MILLISECONDS)
				.execute(() -> expire(client, task));
		}
		return task.result();
	}

	/** Adds a task, and returns the task that has no place then, null for none. */
	private synchronized @Nullable Task<?> enqueue(String client, Task<?> task) {
		Deque<Task<?>> own = this.waiting.getOrDefault(client, new ArrayDeque<>());
		if (own.size() == MAX_WAITING_PER_CLIENT) {
			return task;
		}
		Task<?> rejected = null;
		if (this.count == MAX_WAITING) {
			Deque<Task<?>> most = this.waiting.values()
				.stream()
				.max(Comparator.comparingInt(Deque::size))
				.orElseThrow();
			if (most.size() <= own.size() + 1) {
				return task;
			}
			rejected = most.removeLast();
			this.count--;
		}
		own.add(task);
		this.waiting.putIfAbsent(client, own);
		this.count++;
		return rejected;
	}

	private void runNext() {
		Task<?> next = next();
		if (next != null) {
			next.run();
		}
	}

	/** Takes a task of the next client, whose next turn comes last then. */
	private synchronized @Nullable Task<?> next() {
		Iterator<Map.Entry<String, Deque<Task<?>>>> turns = this.waiting.entrySet().iterator();
		if (!turns.hasNext()) {
			return null;
		}
		Map.Entry<String, Deque<Task<?>>> turn = turns.next();
		turns.remove();
		Task<?> next = turn.getValue().remove();
		this.count--;
		if (!turn.getValue().isEmpty()) {
			this.waiting.put(turn.getKey(), turn.getValue());
		}
		return next;
	}

	private void expire(String client, Task<?> task) {
		if (remove(client, task)) {
			task.reject();
		}
	}

	private synchronized boolean remove(String client, Task<?> task) {
		Deque<Task<?>> own = this.waiting.get(client);
		if (own == null || !own.remove(task)) {
			return false;
		}
		this.count--;
		if (own.isEmpty()) {
			this.waiting.remove(client);
		}
		return true;
	}

}
