package org.camerad.driver.support.motion;

import java.util.BitSet;

import org.camerad.driver.BlockGrid;

/**
 * The analysis of one scene while the size of the pictures stays the same, with
 * everything learned about it.
 */
final class SceneAnalyzer {

	private static final float LEARNING_SECONDS = 1.5f;

	private static final float GLOBAL_CHANGE_SECONDS = 0.7f;

	/** More pictures than rain needs to fade in an average. */
	private static final int SETTLE_PICTURES = 12;

	private final Raster picture;

	private final BackgroundModel background;

	private final Alignment alignment;

	private final ChangeMask mask;

	private final GlobalChangeDetector globalChange = new GlobalChangeDetector();

	private final EdgeMatcher edges;

	private final BitSet active = new BitSet();

	private BlockClassifier blocks;

	private BlockGrid grid;

	/** The remaining time in which the background is only learned, in seconds. */
	private float learning = LEARNING_SECONDS;

	private int learned;

	SceneAnalyzer(LumaPicture first, BlockGrid grid) {
		this.picture = Raster.fitting(first);
		this.background = new BackgroundModel(this.picture.width, this.picture.height);
		this.alignment = new Alignment(this.picture, this.background.expected);
		this.edges = new EdgeMatcher(this.picture.width, this.picture.height);
		this.mask = new ChangeMask(this.picture.width, this.picture.height);
		this.grid = grid;
		this.blocks = new BlockClassifier(grid, this.picture.width, this.picture.height);
	}

	boolean fits(LumaPicture next) {
		return this.picture.fits(next);
	}

	/** Uses another grid; the learned background stays. */
	void use(BlockGrid other) {
		if (!this.grid.equals(other)) {
			this.grid = other;
			this.blocks = new BlockClassifier(other, this.picture.width, this.picture.height);
			this.active.clear();
		}
	}

	/**
	 * Analyzes the next picture.
	 * @return the active blocks; valid until the next call
	 */
	BitSet look(LumaPicture next, float seconds, float smallestChange, int percentage) {
		this.active.clear();
		this.picture.read(next);
		this.picture.measure();
		if (this.learned++ == 0) {
			this.background.restart(this.picture);
			return this.active;
		}
		this.alignment.find();
		if (!this.alignment.sameScene()) {
			restart();
			return this.active;
		}
		this.background.compare(this.picture, this.alignment);
		this.background.expected.measure();
		float change = smallestChange * this.background.expected.contrast();
		this.mask.mark(this.background, change);
		this.edges.compare(this.background, change, seconds);
		this.globalChange.count(this.mask.changed, this.picture.width, this.picture.height);
		if (isSettling(seconds)) {
			return this.active;
		}
		this.mask.removeRain();
		this.blocks.count(this.background, this.mask.changed, percentage);
		this.blocks.classify(seconds, this.active);
		if (this.blocks.haveAppearedAtOnce() && !this.mask.isRaining()) {
			restart();
			this.active.clear();
			return this.active;
		}
		this.blocks.absorb(this.background);
		this.background.learn(seconds, this.mask.changed, this.blocks.candidates, this.blocks.blockOf);
		return this.active;
	}

	/** Returns whether the whole picture is being learned, so that nothing counts. */
	private boolean isSettling(float seconds) {
		if (this.learning <= 0 && (this.globalChange.begins() || this.edges.isAnother())) {
			restart();
			return true;
		}
		if (this.learning <= 0) {
			return false;
		}
		boolean restless = this.edges.isRestless();
		if (this.globalChange.lasts() || (restless && this.learned > SETTLE_PICTURES)) {
			restart();
			return true;
		}
		this.learning = restless ? Math.max(this.learning, GLOBAL_CHANGE_SECONDS) : this.learning - seconds;
		if (restless) {
			this.background.average(seconds, 1f / this.learned);
		}
		else {
			this.background.learnFast(seconds, this.mask.changed, Math.max(0.25f, 1f / this.learned));
		}
		return true;
	}

	private void restart() {
		this.background.restart(this.picture);
		this.blocks.forget();
		this.learning = Math.max(this.learning, GLOBAL_CHANGE_SECONDS);
		this.learned = 1;
	}

}
