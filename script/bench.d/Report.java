import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** A comparison as a table. */
final class Report {

	private final Comparison comparison;

	Report(Comparison comparison) {
		this.comparison = comparison;
	}

	void print() throws IOException {
		System.out.printf("%n%s, %s, %d processors, Java %s, `%s`%n", LocalDate.now(), processor(),
				Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"), this.comparison.options());
		System.out.printf("%d answers checked, %d wrong. Median (least–greatest); ratios are Camerad over bare, round by round.%n%n",
				this.comparison.requests(), this.comparison.wrong());
		System.out.println("| | Camerad | bare | ratio | target | |");
		System.out.println("| --- | --- | --- | --- | --- | --- |");
		for (int connections : Comparison.CONNECTIONS) {
			String label = "`image`, " + connections + " connection" + ((connections == 1) ? "" : "s") + ": ";
			row(label + "requests/s", connections + " req/s", 0, 0.85, Double.MAX_VALUE);
			row(label + "p50 µs", connections + " p50", 0, 0, Double.MAX_VALUE);
			row(label + "p99 µs", connections + " p99", 0, 0, 1.5);
			row(label + "CPU µs/request", connections + " CPU", 0, 0, Double.MAX_VALUE);
		}
		row("start to first answer, s", "start s", 2, 0, 1.25);
		row("start to first answer, CPU s", "start CPU s", 2, 0, Double.MAX_VALUE);
		row("PSS after start, MiB", "PSS MiB", 0, 0, 1.08);
		row("durable sets/s beside the disk's own (" + this.comparison.stateSize() + " bytes)", "durable", 0, 0.3,
				Double.MAX_VALUE);
	}

	private void row(String label, String name, int decimals, double least, double most) {
		Figures camerad = this.comparison.figures(false, name);
		if (camerad.isEmpty() || this.comparison.figures(true, name).isEmpty()) {
			return;
		}
		Figures bareOne = this.comparison.figures(true, name);
		Figures ratio = camerad.over(bareOne);
		String target = (least > 0) ? "≥ " + least : (most < Double.MAX_VALUE) ? "≤ " + most : "";
		String met = target.isEmpty() ? "" : (ratio.median() >= least && ratio.median() <= most) ? "met" : "MISSED";
		System.out.printf("| %s | %s | %s | %s | %s | %s |%n", label, camerad.text(decimals), bareOne.text(decimals),
				ratio.text(2), target, met);
	}

	private static String processor() throws IOException {
		for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
			if (line.startsWith("model name")) {
				return line.substring(line.indexOf(':') + 1).trim();
			}
		}
		return System.getProperty("os.arch");
	}

}
