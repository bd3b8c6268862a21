package org.camerad.driver.sim.scene;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

import org.camerad.driver.support.picture.YuvPicture;
import org.jspecify.annotations.Nullable;

/**
 * Pictures for frames. Cameras that are asked for a picture now and then use the same
 * ones in turn, instead of keeping one each. Nobody keeps them when memory is short.
 * Thread-safe.
 */
final class FramePool {

	/** The two streams of a camera, and one more. */
	private static final int MAX_KEPT = 3;

	private static final Deque<SoftReference<YuvPicture>> KEPT = new ArrayDeque<>();

	private FramePool() {
	}

	/** Returns a picture of the same size and with the same planes, with any content. */
	static YuvPicture take(YuvPicture like) {
		YuvPicture kept = poll(like);
		return (kept != null) ? kept : like.blank();
	}

	private static synchronized @Nullable YuvPicture poll(YuvPicture like) {
		for (Iterator<SoftReference<YuvPicture>> kept = KEPT.iterator(); kept.hasNext();) {
			YuvPicture picture = kept.next().get();
			if (picture == null) {
				kept.remove();
			}
			else if (picture.area().equals(like.area()) && picture.hasColor() == like.hasColor()) {
				kept.remove();
				return picture;
			}
		}
		return null;
	}

	/** Gives a picture back, which the caller must not use any more. */
	static synchronized void giveBack(YuvPicture picture) {
		KEPT.addFirst(new SoftReference<>(picture));
		if (KEPT.size() > MAX_KEPT) {
			KEPT.removeLast();
		}
	}

}
