package org.camerad.driver.sim.scene;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;

import javax.imageio.ImageIO;

import org.camerad.driver.support.picture.jpeg.JpegCodec;

/** The pixels of a decoded JPEG. */
public record Pixels(BufferedImage image, int[] luma) {

	public static Pixels of(byte[] jpeg) throws IOException {
		BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
		int[] rgb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
		int[] luma = new int[rgb.length];
		for (int i = 0; i < rgb.length; i++) {
			luma[i] = (299 * (rgb[i] >> 16 & 0xff) + 587 * (rgb[i] >> 8 & 0xff) + 114 * (rgb[i] & 0xff)) / 1000;
		}
		return new Pixels(image, luma);
	}

	static byte[] jpeg(Scene scene, View view) throws IOException {
		try (SceneRenderer renderer = new SceneRenderer(scene, JpegCodec.fastest())) {
			return renderer.jpeg(view);
		}
	}

	static Pixels of(Scene scene, View view) throws IOException {
		return of(jpeg(scene, view));
	}

	public int width() {
		return this.image.getWidth();
	}

	public int height() {
		return this.image.getHeight();
	}

	public int luma(int x, int y) {
		return this.luma[y * width() + x];
	}

	public double mean() {
		long sum = 0;
		for (int value : this.luma) {
			sum += value;
		}
		return (double) sum / this.luma.length;
	}

	double deviation() {
		double mean = mean();
		double sum = 0;
		for (int value : this.luma) {
			sum += (value - mean) * (value - mean);
		}
		return Math.sqrt(sum / this.luma.length);
	}

	/**
	 * Returns the mean difference between the largest and the smallest of red, green and
	 * blue.
	 */
	double colorfulness() {
		double sum = 0;
		for (int y = 0; y < height(); y++) {
			for (int x = 0; x < width(); x++) {
				int rgb = this.image.getRGB(x, y);
				int red = rgb >> 16 & 0xff;
				int green = rgb >> 8 & 0xff;
				int blue = rgb & 0xff;
				sum += Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
			}
		}
		return sum / this.luma.length;
	}

	/** Returns the mean difference of brightness to a picture of the same size. */
	double distance(Pixels other) {
		long sum = 0;
		for (int i = 0; i < this.luma.length; i++) {
			sum += Math.abs(this.luma[i] - other.luma[i]);
		}
		return (double) sum / this.luma.length;
	}

	/** Returns the mean difference between neighbours, a measure of detail. */
	public double detail() {
		long sum = 0;
		for (int y = 0; y < height(); y++) {
			for (int x = 1; x < width(); x++) {
				sum += Math.abs(luma(x, y) - luma(x - 1, y));
			}
		}
		return (double) sum / this.luma.length;
	}

	/**
	 * Returns the number of pixels that differ clearly from those of a picture of the
	 * same size.
	 */
	public int differences(Pixels other) {
		int count = 0;
		for (int i = 0; i < this.luma.length; i++) {
			if (Math.abs(this.luma[i] - other.luma[i]) > 40) {
				count++;
			}
		}
		return count;
	}

}
