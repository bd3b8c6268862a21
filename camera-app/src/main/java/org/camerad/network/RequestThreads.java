package org.camerad.network;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.camerad.thread.DaemonThreads;
import org.jspecify.annotations.Nullable;

/**
 * The threads that serve the requests of all ports. A port may occupy as many threads as
 * are free, so that one whose requests hang leaves half of them to the others, and two
 * leave a third. A thread ends after some idle seconds. Thread-safe.
 */
final class RequestThreads {

	private static final int IDLE_SECONDS = 10;

	/** Bounded by the places, not by itself. */
	private final ThreadPoolExecutor threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS,
			TimeUnit.SECONDS, new SynchronousQueue<>(), (work) -> DaemonThreads.create("camera-http", work));

	/** The ports whose tasks wait, the next turn first. */
	private final Set<Share> waiting = new LinkedHashSet<>();

	private int busy;

	/**
	 * Returns the threads of one more port.
	 * @param max the threads that the port occupies at most, while no other one is busy
	 */
	Share share(int max) {
		return new Share(max);
	}

	/** A task of a port. */
	private record Job(Share share, Runnable task) {
	}

	/** The threads of one port. Thread-safe. */
	final class Share implements Executor {

		private final int max;

		private final Deque<Runnable> tasks = new ArrayDeque<>();

		private int running;

		private Share(int max) {
			this.max = max;
		}

		@Override
		public void execute(Runnable task) {
			synchronized (RequestThreads.this) {
				if (!mayStart()) {
					this.tasks.add(task);
					RequestThreads.this.waiting.add(this);
					return;
				}
				started();
			}
			try {
				RequestThreads.this.threads.execute(() -> work(new Job(this, task)));
			}
			catch (RuntimeException | Error ex) {
				synchronized (RequestThreads.this) {
					ended();
				}
				throw ex;
			}
		}

		private boolean mayStart() {
			return this.running < this.max && this.running < 2 * this.max - RequestThreads.this.busy;
		}

		private void started() {
			this.running++;
			RequestThreads.this.busy++;
		}

		private void ended() {
			this.running--;
			RequestThreads.this.busy--;
		}

		/** Returns the number of requests under way. */
		int running() {
			synchronized (RequestThreads.this) {
				return this.running;
			}
		}

		/** Returns whether few threads or none are left for the port. */
		boolean isScarce() {
			synchronized (RequestThreads.this) {
				return !this.tasks.isEmpty() || this.running >= this.max * 3 / 4;
			}
		}

	}

	private void work(Job first) {
		for (Job job = first; job != null; job = next(job.share)) {
			boolean done = false;
			try {
				job.task.run();
				done = true;
			}
			finally {
				if (!done) {
					restart(job.share);
				}
			}
		}
	}

	/** Goes on with the next job on another thread, because this one ends by an error. */
	private void restart(Share ended) {
		Job next = next(ended);
		if (next != null) {
			this.threads.execute(() -> work(next));
		}
	}

	/** Ends a task of a port and takes the next one, of the port whose turn it is. */
	private synchronized @Nullable Job next(Share ended) {
		ended.ended();
		for (Iterator<Share> turns = this.waiting.iterator(); turns.hasNext();) {
			Share share = turns.next();
			if (share.mayStart()) {
				turns.remove();
				Job job = new Job(share, share.tasks.remove());
				share.started();
				if (!share.tasks.isEmpty()) {
					this.waiting.add(share);
				}
				return job;
			}
		}
		return null;
	}

}
