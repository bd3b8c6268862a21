package org.camerad.driver.sim.fault;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.camerad.driver.CameraException;
import org.camerad.driver.simulation.Schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FaultPlanParserTests {

	@Test
	void everythingCanBeSaid() throws CameraException {
		assertThat(FaultPlanParser.parse(FaultKind.LATENCY, " 200ms , from=1m,for=2.5s, count=3 ,probability=0.25"))
			.contains(new FaultPlan(FaultKind.LATENCY, new FaultValue.Time(Duration.ofMillis(200)), new Schedule(
					Duration.ofMinutes(1), Optional.of(Duration.ofMillis(2500)), OptionalInt.of(3), 0.25)));
		assertThat(FaultPlanParser.parse(FaultKind.SENSOR_LOST, "for=10"))
			.contains(new FaultPlan(FaultKind.SENSOR_LOST, new FaultValue.Present(),
					new Schedule(Duration.ZERO, Optional.of(Duration.ofSeconds(10)), OptionalInt.empty(), 1)));
		assertThat(FaultPlanParser.parse(FaultKind.CLOCK_JUMP, "-1.5h")).contains(
				new FaultPlan(FaultKind.CLOCK_JUMP, new FaultValue.Time(Duration.ofMinutes(-90)), Schedule.ALWAYS));
		assertThat(FaultPlanParser.parse(FaultKind.SENSOR_LOST, "off")).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void everyFaultCanBeOnAndItsValueWrittenAgain(FaultKind kind) throws CameraException {
		FaultPlan plan = FaultPlanParser.parse(kind, "on").orElseThrow();
		assertThat(plan.schedule()).isEqualTo(Schedule.ALWAYS);
		assertThat(kind.value(plan.value().text())).isEqualTo(plan.value());
		assertThat(kind.detail(plan.value())).startsWith("injected fault " + kind.id() + ": ");
		assertThat(FaultKind.of(kind.id())).contains(kind);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			LATENCY     | ''              | on, off or a value
			LATENCY     | soon            | a time from 0 to 10m
			LATENCY     | -1s             | a time from 0 to 10m
			LATENCY     | 11m             | a time from 0 to 10m
			LATENCY     | 1s,2s           | on, off or a value
			LATENCY     | 1s,             | on, off or a value
			LATENCY     | 1s,until=4      | on, off or a value
			LATENCY     | 1s,for=1,for=2  | on, off or a value
			LATENCY     | 1s,for=0        | for:
			LATENCY     | 1s,for=x        | for:
			LATENCY     | 1s,from=-1      | from:
			LATENCY     | 1s,count=0      | count:
			LATENCY     | 1s,count=x      | count:
			LATENCY     | 1s,probability=0   | probability:
			LATENCY     | 1s,probability=NaN | probability:
			LATENCY     | 1s,probability=2   | probability:
			SENSOR_LOST | 2s              | none is expected
			CLOCK_JUMP  | 4000d           | a time from -3650d
			PTZ_SLOW    | 0               | a number above 0
			IMAGE       | explode         | refuse, unavailable or a time
			""")
	void whatIsWrongIsNamed(FaultKind kind, String text, String message) {
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> FaultPlanParser.parse(kind, text))
			.withMessageStartingWith(message)
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.REFUSED));
	}

}
