package org.camerad.driver.support.motion;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A synthetic scene with known motion: a panorama with texture, boxes that cross it, and
 * the weather of an outdoor camera.
 */
final class TestScene {

	static final int WIDTH = 320;

	static final int HEIGHT = 240;

	static final double PICTURES_A_SECOND = 5;

	private static final Instant START = Instant.parse("2026-05-01T06:00:00Z");

	private static final int PANORAMA_WIDTH = 1400;

	private static final int PANORAMA_HEIGHT = 400;

	/**
	 * Disturbances of the picture.
	 *
	 * @param noise standard deviation in grey levels
	 * @param streaks streaks of rain in a picture
	 * @param shake standard deviation of the camera's position in pixels
	 * @param switchSeconds interval at which the light is switched; 0 for never
	 * @param drift amplitude of the light within a minute, 0 to 1
	 * @param panSeconds interval at which the camera turns; 0 for never
	 * @param light 1 for day, less for darkness
	 */
	record Weather(double noise, int streaks, double shake, double switchSeconds, double drift, double panSeconds,
			double light) {

		static final Weather CALM = new Weather(2, 0, 0, 0, 0, 0, 1);

	}

	/** A moving box, in pixels of the panorama and seconds. */
	record Box(double from, double until, double x, double y, double speedX, double speedY, int width, int height,
			int contrast, int texture) {

		double left(double time) {
			return this.x + this.speedX * (time - this.from);
		}

		double top(double time) {
			return this.y + this.speedY * (time - this.from);
		}

		boolean isThere(double time) {
			return time >= this.from && time < this.until;
		}

	}

	private final float[][] panorama;

	private final float[][] cloth;

	private final Weather weather;

	private final List<Box> boxes = new ArrayList<>();

	private final Random random;

	private final float[] grain = new float[1 << 17];

	private final byte[] luma = new byte[WIDTH * HEIGHT];

	private final float[] sheet = new float[WIDTH * HEIGHT];

	private double cameraX = 300;

	private double cameraY = 60;

	private double target = 300;

	TestScene(long seed, Weather weather) {
		this.random = new Random(seed);
		this.weather = weather;
		this.panorama = landscape();
		this.cloth = noise(128, 128, 8, 1);
		for (int at = 0; at < this.grain.length; at++) {
			this.grain[at] = (float) (this.random.nextGaussian() * weather.noise());
		}
	}

	/** Adds boxes of all kinds that cross the view one after another. */
	TestScene withTraffic(double seconds) {
		double time = 4;
		while (time < seconds - 12) {
			Box box = crossing(time);
			this.boxes.add(box);
			time = box.until() + 3 + this.random.nextDouble() * 4;
		}
		return this;
	}

	TestScene with(Box box) {
		this.boxes.add(box);
		return this;
	}

	List<Box> boxes() {
		return this.boxes;
	}

	private Box crossing(double time) {
		double area = WIDTH * HEIGHT * (0.02 + 0.1 * Math.pow(this.random.nextDouble(), 2));
		double shape = 0.5 + 1.5 * this.random.nextDouble();
		int width = (int) Math.ceil(Math.sqrt(area * shape));
		int height = (int) Math.ceil(Math.sqrt(area / shape));
		double speed = 8 * Math.pow(14, this.random.nextDouble());
		boolean right = this.random.nextBoolean();
		int contrast = (18 + this.random.nextInt(60)) * (this.random.nextBoolean() ? 1 : -1);
		double start = right ? this.cameraX - width : this.cameraX + WIDTH;
		double y = this.cameraY + this.random.nextDouble() * (HEIGHT - height);
		double span = (WIDTH + width) / speed;
		return new Box(time, time + span, start, y, right ? speed : -speed, 0, width, height, contrast,
				this.random.nextInt(30));
	}

	private float[][] landscape() {
		float[][] land = new float[PANORAMA_HEIGHT][PANORAMA_WIDTH];
		float[][] coarse = noise(PANORAMA_HEIGHT, PANORAMA_WIDTH, 60, 30);
		float[][] middle = noise(PANORAMA_HEIGHT, PANORAMA_WIDTH, 14, 22);
		float[][] fine = noise(PANORAMA_HEIGHT, PANORAMA_WIDTH, 3, 14);
		for (int y = 0; y < PANORAMA_HEIGHT; y++) {
			for (int x = 0; x < PANORAMA_WIDTH; x++) {
				boolean sky = y < 130;
				land[y][x] = sky ? 170 - y / 4f + coarse[y][x] / 3 : 105 + coarse[y][x] + middle[y][x] + fine[y][x];
			}
		}
		for (int house = 0; house < 14; house++) {
			build(land, this.random.nextInt(PANORAMA_WIDTH - 120), 90 + this.random.nextInt(60));
		}
		return land;
	}

	/** Draws a house with windows, for hard edges. */
	private void build(float[][] land, int left, int top) {
		int wall = 60 + this.random.nextInt(120);
		int width = 60 + this.random.nextInt(60);
		for (int y = top; y < top + 110; y++) {
			for (int x = left; x < left + width; x++) {
				boolean window = (x - left) % 20 > 8 && (y - top) % 24 > 10;
				land[y][x] = window ? wall - 45 : wall;
			}
		}
	}

	private float[][] noise(int height, int width, int cell, float strength) {
		int rows = height / cell + 2;
		int columns = width / cell + 2;
		float[][] knots = new float[rows][columns];
		for (float[] row : knots) {
			for (int column = 0; column < columns; column++) {
				row[column] = (this.random.nextFloat() * 2 - 1) * strength;
			}
		}
		float[][] field = new float[height][width];
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				field[y][x] = (float) between(knots, (double) x / cell, (double) y / cell);
			}
		}
		return field;
	}

	private static double between(float[][] field, double x, double y) {
		if (x == (int) x && y == (int) y) {
			return field[(int) y][(int) x];
		}
		int left = (int) x;
		int top = (int) y;
		double fx = x - left;
		double fy = y - top;
		return (field[top][left] * (1 - fx) + field[top][left + 1] * fx) * (1 - fy)
				+ (field[top + 1][left] * (1 - fx) + field[top + 1][left + 1] * fx) * fy;
	}

	/** Returns the next picture; times must increase. */
	LumaPicture picture(double time) {
		moveCamera(time);
		double x = this.cameraX + this.random.nextGaussian() * this.weather.shake();
		double y = this.cameraY + this.random.nextGaussian() * this.weather.shake();
		for (int row = 0; row < HEIGHT; row++) {
			for (int column = 0; column < WIDTH; column++) {
				this.sheet[row * WIDTH + column] = (float) between(this.panorama, x + column, y + row);
			}
		}
		this.boxes.stream().filter((box) -> box.isThere(time)).forEach((box) -> draw(box, time, x, y));
		rain();
		develop(time);
		return new LumaPicture(WIDTH, HEIGHT, this.luma, this.weather.light() < 0.5, at(time));
	}

	static Instant at(double time) {
		return START.plus(Duration.ofMillis(Math.round(time * 1000)));
	}

	private void moveCamera(double time) {
		double every = this.weather.panSeconds();
		if (every > 0 && time % every < 1 / PICTURES_A_SECOND && time > 1) {
			this.target = (this.target > 600) ? 300 : 900;
		}
		double step = 100 / PICTURES_A_SECOND;
		this.cameraX += Math.max(-step, Math.min(step, this.target - this.cameraX));
	}

	private void draw(Box box, double time, double x, double y) {
		int left = (int) Math.round(box.left(time) - x);
		int top = (int) Math.round(box.top(time) - y);
		float ground = (float) between(this.panorama, Math.max(0, Math.min(PANORAMA_WIDTH - 2, x + WIDTH / 2.0)),
				box.y() + box.height() / 2.0);
		for (int row = Math.max(0, top); row < Math.min(HEIGHT, top + box.height()); row++) {
			for (int column = Math.max(0, left); column < Math.min(WIDTH, left + box.width()); column++) {
				float pattern = box.texture() * this.cloth[(row - top) & 127][(column - left) & 127];
				this.sheet[row * WIDTH + column] = ground + box.contrast() + pattern;
			}
		}
	}

	private void rain() {
		for (int streak = 0; streak < this.weather.streaks(); streak++) {
			double column = this.random.nextInt(WIDTH);
			int top = this.random.nextInt(HEIGHT);
			int length = 8 + this.random.nextInt(18);
			int wide = 1 + this.random.nextInt(2);
			float bright = 20 + this.random.nextInt(40);
			for (int row = top; row < Math.min(HEIGHT, top + length); row++) {
				column += 0.15;
				for (int at = (int) column; at < Math.min(WIDTH, (int) column + wide); at++) {
					this.sheet[row * WIDTH + at] += bright;
				}
			}
		}
	}

	private void develop(double time) {
		double every = this.weather.switchSeconds();
		boolean bright = every > 0 && time % (2 * every) >= every;
		double drift = 1 + this.weather.drift() * Math.sin(time * 2 * Math.PI / 60);
		double gain = this.weather.light() * drift * (bright ? 1.45 : 1);
		double lift = bright ? 18 : 0;
		int start = this.random.nextInt(this.grain.length);
		for (int at = 0; at < this.luma.length; at++) {
			double grey = this.sheet[at] * gain + lift + this.grain[start + at & this.grain.length - 1];
			this.luma[at] = (byte) Math.max(0, Math.min(255, Math.round(grey)));
		}
	}

	/** Returns the part of a box in the view: left, top, right, bottom. */
	double[] view(Box box, double time) {
		double left = box.left(time) - this.cameraX;
		double top = box.top(time) - this.cameraY;
		return new double[] { Math.max(0, left), Math.max(0, top), Math.min(WIDTH, left + box.width()),
				Math.min(HEIGHT, top + box.height()) };
	}

	/** Returns whether enough of a box is in the view to be detected. */
	boolean isVisible(Box box, double time) {
		double[] view = view(box, time);
		double area = Math.max(0, view[2] - view[0]) * Math.max(0, view[3] - view[1]);
		return box.isThere(time) && area >= 0.02 * WIDTH * HEIGHT;
	}

}
