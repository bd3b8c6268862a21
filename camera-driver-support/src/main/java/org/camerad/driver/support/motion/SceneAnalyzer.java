package org.camerad.driver.support.motion;

import java.util.BitSet;

import org.camerad.driver.BlockGrid;

/** One view of a camera while its pictures keep their size: everything learnt of it. */
final class SceneAnalyzer {

	private static final float LEARNING_SECONDS = 1.5f;

	private static final float UPHEAVAL_SECONDS = 0.7f;

	/** More pictures than it takes for rain to fade in their average. */
	private static final int PATIENCE = 12;

	private final Raster picture;

	private final BackgroundModel background;

	private final Alignment alignment;

	private final ChangeMask mask;

	private final GlobalChangeDetector upheaval = new GlobalChangeDetector();

	private final EdgeMatcher texture;

	private final BitSet active = new BitSet();

	private BlockClassifier blocks;

	private BlockGrid grid;

	/** How much longer the background is only learnt, in seconds. */
	private float learning = LEARNING_SECONDS;

	private int learnt;

	SceneAnalyzer(LumaPicture first, BlockGrid grid) {
		this.picture = Raster.fitting(first);
		this.background = new BackgroundModel(this.picture.width, this.picture.height);
		this.alignment = new Alignment(this.picture, this.background.expected);
		this.texture = new EdgeMatcher(this.picture.width, this.picture.height);
		this.mask = new ChangeMask(this.picture.width, this.picture.height);
		this.grid = grid;
		this.blocks = new BlockClassifier(grid, this.picture.width, this.picture.height);
	}

	boolean fits(LumaPicture next) {
		return this.picture.fits(next);
	}

	/** Takes other blocks in use; what was learnt stays. */
	void use(BlockGrid other) {
		if (!this.grid.equals(other)) {
			this.grid = other;
			this.blocks = new BlockClassifier(other, this.picture.width, this.picture.height);
			this.active.clear();
		}
	}

	/**
	 * Looks at the next picture.
	 * @return the active blocks, until the next call
	 */
	BitSet look(LumaPicture next, float seconds, float smallestChange, int percentage) {
		this.active.clear();
		this.picture.read(next);
		this.picture.measure();
		if (this.learnt++ == 0) {
			this.background.restart(this.picture);
			return this.active;
		}
		this.alignment.find();
		if (!this.alignment.sameScene()) {
			startAgain();
			return this.active;
		}
		this.background.compare(this.picture, this.alignment);
		this.background.expected.measure();
		float change = smallestChange * this.background.expected.contrast();
		this.mask.mark(this.background, change);
		this.texture.compare(this.background, change, seconds);
		this.upheaval.count(this.mask.changed, this.picture.width, this.picture.height);
		if (settles(seconds)) {
			return this.active;
		}
		this.mask.takeOutRain();
		this.blocks.count(this.background, this.mask.changed, percentage);
		this.blocks.judge(seconds, this.active);
		if (this.blocks.haveComeAtOnce() && !this.mask.isRaining()) {
			startAgain();
			this.active.clear();
			return this.active;
		}
		this.blocks.absorb(this.background);
		this.background.learn(seconds, this.mask.changed, this.blocks.candidates, this.blocks.blockOf);
		return this.active;
	}

	/** Whether the picture as a whole is being learnt, so that nothing counts in it. */
	private boolean settles(float seconds) {
		if (this.learning <= 0 && (this.upheaval.begins() || this.texture.isAnother())) {
			startAgain();
			return true;
		}
		if (this.learning <= 0) {
			return false;
		}
		boolean restless = this.texture.isRestless();
		if (this.upheaval.lasts() || (restless && this.learnt > PATIENCE)) {
			startAgain();
			return true;
		}
		this.learning = restless ? Math.max(this.learning, UPHEAVAL_SECONDS) : this.learning - seconds;
		if (restless) {
			this.background.average(seconds, 1f / this.learnt);
		}
		else {
			this.background.learnFast(seconds, this.mask.changed, Math.max(0.25f, 1f / this.learnt));
		}
		return true;
	}

	private void startAgain() {
		this.background.restart(this.picture);
		this.blocks.forget();
		this.learning = Math.max(this.learning, UPHEAVAL_SECONDS);
		this.learnt = 1;
	}

}
