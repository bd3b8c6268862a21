package org.camerad.driver.support.motion;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

import org.camerad.driver.support.motion.TestScene.Weather;

/**
 * A program that prints the scores of the detector in each weather. Its argument is the
 * number of minutes to simulate.
 */
final class ScoreTable {

	private ScoreTable() {
	}

	static Map<String, Weather> weathers() {
		Map<String, Weather> weathers = new LinkedHashMap<>();
		weathers.put("calm", Weather.CALM);
		weathers.put("noise", new Weather(8, 0, 0, 0, 0, 0, 1));
		weathers.put("light switched", new Weather(2, 0, 0, 12, 0, 0, 1));
		weathers.put("light drifting", new Weather(3, 0, 0, 0, 0.3, 0, 1));
		weathers.put("rain", new Weather(2, 60, 0, 0, 0, 0, 1));
		weathers.put("heavy rain", new Weather(3, 200, 0, 0, 0, 0, 1));
		weathers.put("shaking pole", new Weather(2, 0, 1.5, 0, 0, 0, 1));
		weathers.put("night", new Weather(6, 0, 0, 0, 0, 0, 0.35));
		weathers.put("storm", new Weather(4, 120, 1.2, 17, 0.2, 0, 0.8));
		weathers.put("panning", new Weather(2, 0, 0, 0, 0, 25, 1));
		return weathers;
	}

	public static void main(String... arguments) {
		double minutes = (arguments.length > 0) ? Double.parseDouble(arguments[0]) : 10;
		PrintStream out = System.out;
		out.printf("%-16s %7s %7s %9s %9s %8s%n", "weather", "boxes", "found", "pictures", "alarms", "ms/look");
		weathers().forEach((name, weather) -> {
			if (arguments.length > 1 && !name.contains(arguments[1])) {
				return;
			}
			boolean pans = weather.panSeconds() > 0;
			TestScene busy = new TestScene(name.hashCode(), weather);
			DetectionScore traffic = DetectionScore.of(pans ? busy : busy.withTraffic(minutes * 60), minutes * 60);
			long start = System.nanoTime();
			DetectionScore empty = DetectionScore.of(new TestScene(~name.hashCode(), weather), minutes * 60);
			double cost = (System.nanoTime() - start) / 1e6 / (minutes * 60 * TestScene.PICTURES_A_SECOND);
			out.printf("%-16s %7d %6.1f%% %8.1f%% %4d + %-3d %7.2f%n", name, traffic.boxes(), 100 * traffic.recall(),
					100 * traffic.pictureRecall(), traffic.alarms(), empty.alarms(), cost);
		});
	}

}
