package org.camerad.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.camerad.camera.StreamId;
import org.camerad.driver.simulation.FrameTruth;
import org.camerad.driver.simulation.SceneObject;
import org.camerad.driver.simulation.Simulation;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * A query of the true objects in frames.
 *
 * @param streams the streams that it is about
 * @param frame the number of the only frame, empty for the newest ones
 * @param last the number of the newest frames of each stream
 */
record ObjectsRequest(List<StreamId> streams, Optional<Long> frame, int last) {

	/**
	 * Reads the parameters {@code stream}, {@code frame} and {@code last}.
	 * @throws RejectedRequestException 400 for a wrong value; the message begins with the
	 * parameter
	 */
	static ObjectsRequest read(ServerRequest request) {
		Optional<String> stream = request.param("stream");
		Optional<Long> frame = request.param("frame").map((text) -> number("frame", text, 0xffffffffL));
		Optional<Long> last = request.param("last").map((text) -> number("last", text, Simulation.MAX_FRAMES));
		if (frame.isPresent() && last.isPresent()) {
			throw new RejectedRequestException(400, "last: frame asks for one frame only");
		}
		if (last.isPresent() && last.get() == 0) {
			throw wrong("last", Simulation.MAX_FRAMES);
		}
		return new ObjectsRequest(stream.map((text) -> List.of(stream(text))).orElse(List.of(StreamId.values())), frame,
				last.map(Long::intValue).orElse(1));
	}

	private static StreamId stream(String text) {
		return switch (text) {
			case "1" -> StreamId.MAIN;
			case "2" -> StreamId.SUB;
			default -> throw new RejectedRequestException(400, "stream: 1 or 2 is expected");
		};
	}

	private static long number(String name, String text, long max) {
		if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > max) {
			throw wrong(name, max);
		}
		return Long.parseLong(text);
	}

	private static RejectedRequestException wrong(String name, long max) {
		return new RejectedRequestException(400,
				name + ": a whole number from " + (name.equals("last") ? 1 : 0) + " to " + max + " is expected");
	}

	/**
	 * Returns the frames, ready for JSON.
	 * @throws RejectedRequestException 404 if no stream has the frame any more
	 */
	List<Map<String, Object>> of(Simulation simulation) {
		List<Map<String, Object>> frames = this.streams.stream()
			.flatMap((stream) -> find(simulation, stream.ordinal()).map((truth) -> frame(stream, truth)))
			.toList();
		if (frames.isEmpty()) {
			throw new RejectedRequestException(404,
					"frame: not drawn, or not among the last " + Simulation.MAX_FRAMES + " frames");
		}
		return frames;
	}

	private Stream<FrameTruth> find(Simulation simulation, int stream) {
		return this.frame.isPresent() ? simulation.frame(stream, this.frame.get()).stream()
				: simulation.frames(stream, this.last).stream();
	}

	private static Map<String, Object> frame(StreamId stream, FrameTruth truth) {
		Map<String, Object> frame = new LinkedHashMap<>();
		frame.put("stream", stream.ordinal() + 1);
		frame.put("frame", truth.number());
		frame.put("time", truth.time().toString());
		frame.put("width", truth.size().width());
		frame.put("height", truth.size().height());
		frame.put("known", truth.objects().isPresent());
		truth.objects()
			.ifPresent((objects) -> frame.put("objects", objects.stream().map(ObjectsRequest::object).toList()));
		return frame;
	}

	private static Map<String, Object> object(SceneObject object) {
		Map<String, Object> described = new LinkedHashMap<>();
		described.put("id", object.id());
		described.put("class", object.type());
		described.put("name", object.name());
		Map<String, Object> box = new LinkedHashMap<>();
		box.put("x", object.left());
		box.put("y", object.top());
		box.put("width", object.right() - object.left());
		box.put("height", object.bottom() - object.top());
		described.put("box", box);
		described.put("visible", Math.round(object.visible() * 1000) / 1000.0);
		return described;
	}

}
