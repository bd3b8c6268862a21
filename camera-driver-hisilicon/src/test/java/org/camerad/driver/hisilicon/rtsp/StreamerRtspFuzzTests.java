package org.camerad.driver.hisilicon.rtsp;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

import org.camerad.driver.AccessUnit;
import org.camerad.driver.Codec;
import org.camerad.driver.hisilicon.fake.ScriptedServer;
import org.camerad.driver.support.fuzz.FuzzTarget;
import org.camerad.driver.support.video.NalUnit;
import org.camerad.driver.support.video.SequenceParameterSet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzing of a streamer's RTSP server over a real connection, up to the access units. The
 * connection ends with an {@link IOException}, and units are not much longer than the
 * bytes.
 */
class StreamerRtspFuzzTests implements FuzzTarget {

	private static final Duration LIMIT = Duration.ofSeconds(2);

	private final ScriptedServer server = new ScriptedServer();

	StreamerRtspFuzzTests() throws IOException {
	}

	@Override
	public void run(byte[] input) {
		this.server.script(input);
		RtspAddress address = new RtspAddress(URI.create("rtsp://127.0.0.1:" + this.server.port() + "/stream=0"),
				"root", Optional.of("12345"));
		try (RtspConnection connection = new RtspConnection(address, LIMIT)) {
			play(connection, (unit) -> assertThat(unit.data().length).isBetween(1, 5 * input.length));
		}
		catch (IOException ex) {
			assertThat(ex).isNotNull();
		}
	}

	private static void play(RtspConnection connection, Consumer<AccessUnit> check) throws IOException {
		Sdp description = connection.describe();
		Sdp.Track track = description.track("video").orElseThrow(() -> new IOException("the description has no video"));
		Codec codec = track.encoding().equals("H265") ? Codec.H265 : Codec.H264;
		for (byte[] set : track.parameterSets()) {
			SequenceParameterSet.size(codec, NalUnit.of(set))
				.ifPresent((size) -> assertThat(size.width()).isPositive());
		}
		AccessUnitAssembler assembler = new AccessUnitAssembler(codec, track.parameterSets(),
				new RtpClock(track.clockRate()), check);
		connection.play(track);
		while (true) {
			RtpPacket packet = connection.next();
			assembler.add(packet);
			if (track.format().contains("13")) {
				AacPayload.split(track.format(), packet.payload());
			}
		}
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

}
