package org.camerad.driver.support.motion;

import java.util.Arrays;
import java.util.BitSet;

import org.camerad.driver.BlockGrid;

/**
 * The step from changed pixels to active blocks. Adjacent blocks with enough changed
 * pixels form an object. An object counts if it was near in the previous pictures, moves,
 * and is not a change of lighting.
 */
final class BlockClassifier {

	/**
	 * Objects smaller than this fraction of the picture are confirmed over more pictures.
	 */
	private static final float SMALL_SHARE = 0.01f;

	/** The maximum movement of an object between two pictures, in picture widths. */
	private static final float REACH = 0.14f;

	/** Bit mask of the last two of four pictures; one bit for each picture. */
	private static final int LAST_TWO = 0b0011;

	private static final int LAST_FOUR = 0b1111;

	/**
	 * Objects appear one by one: at least this many in one picture are a change of the
	 * scene.
	 */
	private static final int AT_ONCE = 4;

	private static final float STILL_SECONDS = 0.9f;

	private static final float ABSORB_SECONDS = 5;

	/** The block number of each pixel. */
	final int[] blockOf;

	/** The blocks with enough changed pixels, selected or not. */
	final boolean[] candidates;

	/** The time for which the content of a block has not moved, in seconds. */
	final float[] still;

	private final BlockGrid grid;

	private final int[] pixels;

	private final int[] seen;

	private final int[] changed;

	private final int[] moving;

	private final int[] lasting;

	private final boolean[] staying;

	private final byte[] formerMask;

	private final LightingChangeDetector light;

	private final int[] near;

	private final int[] close;

	private final boolean[] followed;

	private final Dilation spread;

	private final int[] object;

	private final boolean[] visited;

	private int arrivals;

	BlockClassifier(BlockGrid grid, int width, int height) {
		this.grid = grid;
		int count = grid.columns() * grid.rows();
		this.blockOf = new int[width * height];
		this.pixels = new int[count];
		this.seen = new int[count];
		this.changed = new int[count];
		this.moving = new int[count];
		this.lasting = new int[count];
		this.staying = new boolean[count];
		this.formerMask = new byte[width * height];
		this.candidates = new boolean[count];
		this.still = new float[count];
		this.near = new int[count];
		this.close = new int[count];
		this.followed = new boolean[count];
		this.spread = new Dilation(grid);
		this.object = new int[count];
		this.visited = new boolean[count];
		this.light = new LightingChangeDetector(this.blockOf, count);
		assign(width, height);
	}

	/**
	 * Assigns each pixel to one block; a grid finer than the pixels has empty blocks.
	 */
	private void assign(int width, int height) {
		for (int y = 0; y < height; y++) {
			int row = y * this.grid.rows() / height * this.grid.columns();
			for (int x = 0; x < width; x++) {
				int block = row + x * this.grid.columns() / width;
				this.blockOf[y * width + x] = block;
				this.pixels[block]++;
			}
		}
	}

	/**
	 * Finds the blocks in which more than {@code percentage} percent of the pixels have
	 * changed.
	 */
	void count(BackgroundModel background, byte[] mask, int percentage) {
		Arrays.fill(this.seen, 0);
		Arrays.fill(this.changed, 0);
		Arrays.fill(this.moving, 0);
		Arrays.fill(this.lasting, 0);
		for (int at = 0; at < mask.length; at++) {
			int block = this.blockOf[at];
			this.seen[block] += background.seen[at] ? 1 : 0;
			this.changed[block] += mask[at];
			this.lasting[block] += mask[at] & this.formerMask[at];
			this.moving[block] += (mask[at] != 0 && background.moves(at)) ? 1 : 0;
		}
		for (int block = 0; block < this.candidates.length; block++) {
			boolean enough = 2 * this.seen[block] >= this.pixels[block];
			this.candidates[block] = enough && isActive(this.changed[block], block, percentage);
			this.staying[block] = enough && isActive(this.lasting[block], block, percentage);
		}
		System.arraycopy(mask, 0, this.formerMask, 0, mask.length);
		this.light.compare(background, this.candidates);
	}

	private boolean isActive(int count, int block, int percentage) {
		return count > 0 && 100 * count >= percentage * this.seen[block];
	}

	/**
	 * Adds the active blocks among the selected ones to {@code active}.
	 * @param seconds the time since the last picture
	 * @param active receives the numbers of the active blocks
	 */
	void classify(float seconds, BitSet active) {
		active.clear();
		this.arrivals = 0;
		Arrays.fill(this.visited, false);
		for (int block = 0; block < this.candidates.length; block++) {
			if (wakes(block)) {
				this.still[block] = 0;
			}
			else if (!this.candidates[block]) {
				// Not at once: noise moves resting objects in and out of the candidates.
				this.still[block] = Math.max(0, this.still[block] - seconds);
			}
		}
		for (int block = 0; block < this.candidates.length; block++) {
			if (this.candidates[block] && !this.visited[block]) {
				int size = collect(block);
				rest(size, seconds);
				this.arrivals += hasJustAppeared(size) ? 1 : 0;
				if (isObject(size)) {
					mark(size, active);
				}
			}
		}
		remember(active);
	}

	/** Forgets earlier objects, after a change of the whole picture. */
	void forget() {
		Arrays.fill(this.near, 0);
		Arrays.fill(this.close, 0);
		Arrays.fill(this.followed, false);
		Arrays.fill(this.candidates, false);
		Arrays.fill(this.still, 0);
	}

	/** Makes what has not moved for a long time part of the background. */
	void absorb(BackgroundModel background) {
		for (int at = 0; at < this.blockOf.length; at++) {
			if (this.still[this.blockOf[at]] > ABSORB_SECONDS) {
				background.absorb(at);
			}
		}
	}

	/**
	 * Returns whether a resting block moves by itself, not because something passes it.
	 */
	private boolean wakes(int block) {
		return moves(this.moving[block], this.changed[block]);
	}

	private boolean rests(int block) {
		return this.still[block] > STILL_SECONDS;
	}

	/**
	 * Collects the candidates connected to a block, resting or not, and returns their
	 * number.
	 */
	private int collect(int first) {
		int size = 0;
		this.object[size++] = first;
		this.visited[first] = true;
		boolean resting = rests(first);
		int columns = this.grid.columns();
		for (int next = 0; next < size; next++) {
			int column = this.object[next] % columns;
			int row = this.object[next] / columns;
			for (int y = Math.max(0, row - 1); y <= Math.min(this.grid.rows() - 1, row + 1); y++) {
				for (int x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
					size = (rests(y * columns + x) == resting) ? add(y * columns + x, size) : size;
				}
			}
		}
		return size;
	}

	private int add(int block, int size) {
		if (!this.candidates[block] || this.visited[block]) {
			return size;
		}
		this.visited[block] = true;
		this.object[size] = block;
		return size + 1;
	}

	/**
	 * Updates the rest times of an object: it moves as a whole, so its edges decide for
	 * its interior.
	 */
	private void rest(int size, float seconds) {
		boolean moves = moves(sum(this.moving, size), sum(this.changed, size));
		for (int index = 0; index < size; index++) {
			int block = this.object[index];
			this.still[block] = moves ? 0 : this.still[block] + seconds;
		}
	}

	private static boolean moves(int moving, int changed) {
		return moving > Math.max(3, changed / 50);
	}

	private boolean isObject(int size) {
		if (rests(this.object[0]) || this.light.explains(this.object, size)) {
			return false;
		}
		if (sum(this.changed, size) >= SMALL_SHARE * this.blockOf.length) {
			return (before(this.near, size) & LAST_TWO) != 0;
		}
		// A streak of rain is elsewhere in the next picture, a small object rarely is.
		return any(this.staying, size)
				&& (any(this.followed, size) || Integer.bitCount(before(this.close, size) & LAST_FOUR) >= 2);
	}

	/** Returns whether an object appeared in the previous picture and stays. */
	private boolean hasJustAppeared(int size) {
		return before(this.near, size) == 1 && any(this.staying, size);
	}

	/**
	 * Returns whether objects appeared all over the picture at once, which real objects
	 * do not.
	 */
	boolean haveAppearedAtOnce() {
		return this.arrivals >= AT_ONCE;
	}

	private int before(int[] history, int size) {
		int before = 0;
		for (int index = 0; index < size; index++) {
			before |= history[this.object[index]];
		}
		return before;
	}

	private boolean any(boolean[] marks, int size) {
		for (int index = 0; index < size; index++) {
			if (marks[this.object[index]]) {
				return true;
			}
		}
		return false;
	}

	private void mark(int size, BitSet active) {
		for (int index = 0; index < size; index++) {
			int block = this.object[index];
			if (this.grid.isSelected(block % this.grid.columns(), block / this.grid.columns())) {
				active.set(block);
			}
		}
	}

	private int sum(int[] counts, int size) {
		int sum = 0;
		for (int index = 0; index < size; index++) {
			sum += counts[this.object[index]];
		}
		return sum;
	}

	/**
	 * Records for each block the objects in it, next to it and within an object's reach.
	 */
	private void remember(BitSet active) {
		widen(this.staying, 0, this.close);
		widen(this.candidates, REACH, this.near);
		for (int block = 0; block < this.visited.length; block++) {
			this.visited[block] = active.get(block);
		}
		this.spread.widen(this.visited, 0);
		System.arraycopy(this.visited, 0, this.followed, 0, this.visited.length);
	}

	private void widen(boolean[] marks, float reach, int[] history) {
		System.arraycopy(marks, 0, this.visited, 0, marks.length);
		this.spread.widen(this.visited, reach);
		for (int block = 0; block < history.length; block++) {
			history[block] = (history[block] << 1 | (this.visited[block] ? 1 : 0)) & LAST_FOUR;
		}
	}

}
