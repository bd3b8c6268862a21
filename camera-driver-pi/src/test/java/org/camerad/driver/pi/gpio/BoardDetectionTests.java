package org.camerad.driver.pi.gpio;

import java.nio.file.Files;
import java.nio.file.Path;

import com.pi4j.boardinfo.datareader.BoardCodeReader;
import com.pi4j.boardinfo.datareader.CpuInfoReader;
import com.pi4j.boardinfo.util.BoardInfoHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Pi4J's own detection of boards, with the files of boards that it does not know. */
class BoardDetectionTests {

	@TempDir
	Path folder;

	private Path model;

	private void board(String code, String name) throws Exception {
		this.model = Files.writeString(this.folder.resolve("model"), name + "\0");
		CpuInfoReader.setCpuInfoFilePath(
				Files.writeString(this.folder.resolve("cpuinfo"), "processor\t: 0\nRevision\t: " + code + "\n")
					.toString());
		BoardCodeReader.setModelFilePath(this.model.toString());
		BoardInfoHelper.reinitialize();
	}

	@AfterEach
	void restore() {
		CpuInfoReader.setCpuInfoFilePath("/proc/cpuinfo");
		BoardCodeReader.setModelFilePath("/proc/device-tree/model");
		BoardInfoHelper.reinitialize();
	}

	@ParameterizedTest
	@CsvSource({ "d041a0, Raspberry Pi Compute Module 5 Lite Rev 1.0, COMPUTE_5",
			"e04180, Raspberry Pi Compute Module 5 Rev 1.0, COMPUTE_5",
			"b03150, Raspberry Pi Compute Module 4S Rev 1.0, COMPUTE_4",
			"f06210, Raspberry Pi 6 Model B Rev 1.0, MODEL_5_B", "c03112, Raspberry Pi 4 Model B Rev 1.2, MODEL_4_B" })
	void everyRaspberryPiIsKnown(String code, String name, String expected) throws Exception {
		board(code, name);
		BoardDetection.help(this.model);
		assertThat(BoardInfoHelper.current().getBoardModel().name()).isEqualTo(expected);
		assertThat(BoardInfoHelper.runningOnRaspberryPi()).isTrue();
	}

	@Test
	void anotherBoardStaysUnknown() throws Exception {
		board("0000", "Radxa ROCK 5B");
		BoardDetection.help(this.model);
		assertThat(BoardInfoHelper.runningOnRaspberryPi()).isFalse();
	}

}
