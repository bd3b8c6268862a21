package org.camerad.driver.pi.video;

/**
 * One picture from the child.
 *
 * @param jpeg a whole JPEG
 * @param width its width in pixels, by its own header
 * @param height its height
 * @param timeNanos when it came, by {@link System#nanoTime()}
 * @param generation which of the requests it follows
 */
record Frame(byte[] jpeg, int width, int height, long timeNanos, long generation) {
}
