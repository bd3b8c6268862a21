package org.camerad.driver.support.pelcod;

import java.util.stream.Stream;

import org.camerad.driver.PtzMotion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Frames compared byte by byte with vectors on which other implementations agree. */
class PelcoDFrameTests {

	static Stream<Arguments> motions() {
		return Stream.of(arguments("FF 01 00 00 00 00 01", PelcoDFrame.stop(1), "stop"),
				arguments("FF 01 00 04 20 00 25", motion(-1, 0, 0x20), "left pan 20"),
				arguments("FF 01 00 02 3F 00 42", motion(1, 0, 0x3f), "right pan 3F"),
				arguments("FF 01 00 02 FF 00 02", motion(1, 0, 0xff), "right pan FF"),
				arguments("FF 01 00 02 40 00 43", motion(1, 0, 0x40), "right pan 40"),
				arguments("FF 01 00 08 00 3F 48", motion(0, 1, 0x3f), "up tilt 3F"),
				arguments("FF 01 00 10 00 20 31", motion(0, -1, 0x20), "down tilt 20"),
				arguments("FF 01 00 0C 20 20 4D", motion(-1, 1, 0x20), "left+up pan 20 tilt 20"),
				arguments("FF 01 00 0A 20 20 4B", motion(1, 1, 0x20), "right+up pan 20 tilt 20"),
				arguments("FF 01 00 14 20 20 55", motion(-1, -1, 0x20), "left+down pan 20 tilt 20"),
				arguments("FF 01 00 12 20 20 53", motion(1, -1, 0x20), "right+down pan 20 tilt 20"),
				arguments("FF 01 00 12 3F 3F 91", motion(1, -1, 0x3f), "right+down pan 3F tilt 3F"),
				arguments("FF 01 00 20 00 00 21", lens(1, 0, 0), "zoom tele"),
				arguments("FF 01 00 40 00 00 41", lens(-1, 0, 0), "zoom wide"),
				arguments("FF 01 00 80 00 00 81", lens(0, -1, 0), "focus far"),
				arguments("FF 01 01 00 00 00 02", lens(0, 1, 0), "focus near"),
				arguments("FF 01 02 00 00 00 03", lens(0, 0, 1), "iris open"),
				arguments("FF 01 04 00 00 00 05", lens(0, 0, -1), "iris close"),
				arguments("FF F0 00 08 00 3F 37", PelcoDFrame.motion(240, new PtzMotion(0, 1, 10, 0, 0, 0), 0x3f, 0x3f),
						"up tilt 3F"),
				arguments("FF 02 00 04 20 00 26", PelcoDFrame.motion(2, new PtzMotion(-1, 0, 5, 0, 0, 0), 0x20, 0x20),
						"left pan 20"));
	}

	static Stream<Arguments> commands() {
		return Stream.of(command("FF 01 00 03 00 01 05", PelcoDCommand.SET_PRESET, 1, "set preset 1"),
				command("FF 01 00 05 00 01 07", PelcoDCommand.CLEAR_PRESET, 1, "clear preset 1"),
				command("FF 01 00 07 00 01 09", PelcoDCommand.GO_TO_PRESET, 1, "go to preset 1"),
				command("FF 01 00 07 00 FF 07", PelcoDCommand.GO_TO_PRESET, 255, "go to preset 255"),
				command("FF 01 00 07 00 21 29", PelcoDCommand.GO_TO_PRESET, 0x21, "go to preset 33"),
				command("FF 01 00 07 00 22 2A", PelcoDCommand.GO_TO_PRESET, 0x22, "go to preset 34"),
				command("FF 01 00 09 00 01 0B", PelcoDCommand.AUX_ON, 1, "aux 1 on"),
				command("FF 01 00 0B 00 01 0D", PelcoDCommand.AUX_OFF, 1, "aux 1 off"),
				command("FF 01 00 0F 00 00 10", PelcoDCommand.REMOTE_RESET, 0, "remote reset"),
				command("FF 01 00 25 00 03 29", PelcoDCommand.ZOOM_SPEED, 3, "zoom speed 3"),
				command("FF 01 00 27 00 03 2B", PelcoDCommand.FOCUS_SPEED, 3, "focus speed 3"),
				command("FF 01 00 2B 00 00 2C", PelcoDCommand.AUTO_FOCUS, 0, "auto focus 0"),
				command("FF 01 00 2D 00 00 2E", PelcoDCommand.AUTO_IRIS, 0, "auto iris 0"),
				command("FF 01 00 49 00 00 4A", PelcoDCommand.SET_ZERO, 0, "set zero"),
				command("FF 01 00 4B 11 94 F1", PelcoDCommand.SET_PAN, 4500, "set pan 4500"),
				command("FF 01 00 4D 80 E8 B6", PelcoDCommand.SET_TILT, 33000, "set tilt 33000"),
				command("FF 01 00 4F 06 F5 4B", PelcoDCommand.SET_ZOOM, 0x6f5, "set zoom 1781"),
				command("FF 01 00 51 00 00 52", PelcoDCommand.QUERY_PAN, 0, "query pan"),
				command("FF 01 00 53 00 00 54", PelcoDCommand.QUERY_TILT, 0, "query tilt"),
				command("FF 01 00 55 00 00 56", PelcoDCommand.QUERY_ZOOM, 0, "query zoom"),
				command("FF 01 00 59 23 28 A5", PelcoDCommand.PAN_REPLY, 9000, "pan is 9000"),
				command("FF 01 00 5B 11 94 01", PelcoDCommand.TILT_REPLY, 4500, "tilt is 4500"),
				command("FF 01 00 5D 06 F5 59", PelcoDCommand.ZOOM_REPLY, 0x6f5, "zoom is 1781"),
				arguments("FF FF 00 07 00 FF 05", PelcoDCommand.GO_TO_PRESET.frame(255, 255), "go to preset 255"));
	}

	private static Arguments command(String hex, PelcoDCommand command, int value, String meaning) {
		return arguments(hex, command.frame(1, value), meaning);
	}

	private static PelcoDFrame motion(int pan, int tilt, int speed) {
		return PelcoDFrame.motion(1, new PtzMotion(pan, tilt, 5, 0, 0, 0), speed, speed);
	}

	private static PelcoDFrame lens(int zoom, int focus, int iris) {
		return PelcoDFrame.motion(1, new PtzMotion(0, 0, 5, zoom, focus, iris), 0x20, 0x20);
	}

	@ParameterizedTest(name = "{2}: {0}")
	@MethodSource({ "motions", "commands" })
	void frameIsTheVector(String hex, PelcoDFrame frame, String meaning) {
		assertThat(frame.bytes()).isEqualTo(ReferenceDecoder.bytes(hex));
		assertThat(frame).hasToString(hex);
		assertThat(ReferenceDecoder.describe(frame.bytes())).isEqualTo(meaning);
		assertThat(PelcoDFrame.parse(ReferenceDecoder.bytes(hex), 0)).contains(frame);
	}

	@ParameterizedTest
	@ValueSource(strings = { "FF 0A 88 90 00 20 42", "FF 0A 88 90 00 FF 21" })
	void frameOfAnotherEncoderIsRead(String hex) {
		PelcoDFrame frame = PelcoDFrame.parse(ReferenceDecoder.bytes(hex), 0).orElseThrow();
		assertThat(frame.address()).isEqualTo(10);
		assertThat(frame).hasToString(hex);
	}

	@ParameterizedTest
	@CsvSource({ "FF 01 00 12 3F 3F 2D", "FF 01 00 04 20 00", "FE 01 00 04 20 00 25", "''" })
	void whatIsNoFrameIsRefused(String hex) {
		assertThat(PelcoDFrame.parse(ReferenceDecoder.bytes(hex), 0)).isEmpty();
	}

	/** The codes of the protocol's table in its order; 47 and 57 are not commands. */
	@Test
	void everyExtendedCommandIsThereWithItsCode() {
		byte[] table = ReferenceDecoder
			.bytes("03 05 07 09 0B 0D 0F 11 13 15 17 19 1B 1D 1F 21 23 25 27 29 2B 2D 2F 31 33 35 "
					+ "37 39 3B 3D 3F 41 43 45 49 4B 4D 4F 51 53 55 59 5B 5D 5F 61 63");
		PelcoDCommand[] commands = PelcoDCommand.values();
		assertThat(commands).hasSameSizeAs(table);
		for (int at = 0; at < table.length; at++) {
			assertThat(commands[at].code()).as(commands[at].name()).isEqualTo(table[at]);
		}
	}

	@Test
	void valuesOutsideACommandsRangeAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> PelcoDCommand.SET_PRESET.frame(1, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> PelcoDCommand.SET_PRESET.frame(1, 256));
		assertThatIllegalArgumentException().isThrownBy(() -> PelcoDCommand.AUX_ON.frame(1, 9));
		assertThatIllegalArgumentException().isThrownBy(() -> PelcoDCommand.ZOOM_SPEED.frame(1, -1));
		assertThatIllegalArgumentException().isThrownBy(() -> PelcoDCommand.SET_PAN.frame(1, 65536));
		assertThatIllegalArgumentException().isThrownBy(() -> PelcoDCommand.SET_PAN.frame(256, 0));
	}

}
