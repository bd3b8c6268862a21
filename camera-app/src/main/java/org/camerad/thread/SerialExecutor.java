package org.camerad.thread;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An executor that runs its tasks one at a time, on threads that all executors of the
 * process share. A task that hangs keeps one thread and delays only tasks of its own
 * executor; an executor without tasks has no thread. Thread-safe.
 */
public final class SerialExecutor implements Executor {

	private static final Logger logger = LoggerFactory.getLogger(SerialExecutor.class);

	private static final int IDLE_SECONDS = 5;

	/** Bounded by the number of executors, because each runs one task at a time. */
	private static final ThreadPoolExecutor THREADS = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS,
			TimeUnit.SECONDS, new SynchronousQueue<>(), (work) -> DaemonThreads.create("camera-idle", work));

	private final String name;

	private final int maxWaiting;

	private final Deque<Runnable> waiting = new ArrayDeque<>();

	private boolean running;

	private boolean closed;

	/** The thread that runs a task, null between two tasks. */
	private @Nullable Thread thread;

	/**
	 * Creates an executor.
	 * @param name the name of its thread while it runs tasks
	 * @param maxWaiting the number of tasks that may wait, at least 1
	 */
	public SerialExecutor(String name, int maxWaiting) {
		this.name = name;
		this.maxWaiting = maxWaiting;
	}

	/**
	 * Runs a task after those before it.
	 * @throws RejectedExecutionException if too many tasks are waiting, or the executor
	 * is closed
	 */
	@Override
	public synchronized void execute(Runnable task) {
		if (this.closed || this.waiting.size() >= this.maxWaiting) {
			throw new RejectedExecutionException(this.closed ? "closed" : "too many tasks are waiting");
		}
		this.waiting.add(task);
		if (!this.running) {
			this.running = true;
			THREADS.execute(this::drain);
		}
	}

	/** Takes a waiting task back. */
	public synchronized void remove(Runnable task) {
		this.waiting.remove(task);
	}

	private void drain() {
		Thread current = Thread.currentThread();
		String idle = current.getName();
		current.setName(this.name);
		try {
			for (Runnable task = next(); task != null; task = next()) {
				run(task);
			}
		}
		finally {
			current.setName(idle);
		}
	}

	private void run(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException ex) {
			logger.error("a task of {} has failed", this.name, ex);
		}
	}

	private synchronized @Nullable Runnable next() {
		// An interruption was meant for the task before.
		Thread.interrupted();
		Runnable next = this.waiting.poll();
		this.running = next != null;
		this.thread = this.running ? Thread.currentThread() : null;
		return next;
	}

	/**
	 * Interrupts the running task and accepts no more.
	 * @return the tasks that were waiting, which do not run
	 */
	public synchronized List<Runnable> shutdownNow() {
		this.closed = true;
		List<Runnable> left = new ArrayList<>(this.waiting);
		this.waiting.clear();
		if (this.thread != null) {
			this.thread.interrupt();
		}
		return left;
	}

}
