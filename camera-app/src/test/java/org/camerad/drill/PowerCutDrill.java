package org.camerad.drill;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.camerad.drill.CrashStates.State;
import org.camerad.drill.PowerCutRecording.Acknowledged;

/**
 * Cuts the power after each recorded write, fsync and rename of a service, and starts
 * again with what a disk may have kept by then.
 */
final class PowerCutDrill implements Drill {

	private static final String IMAGE = "/cgi-bin/image?uid=";

	@Override
	public void run(Site site, Tally tally) throws Exception {
		Path folder = site.folder("power");
		PowerCutRecording recording = PowerCutRecording.make(site, folder);
		Map<String, State> samples = new LinkedHashMap<>();
		try (StateReader reader = new StateReader(site.jar(), site.folder("app"))) {
			replay(site, tally, recording, reader, samples);
		}
		List<State> states = new ArrayList<>(samples.values());
		int starts = Math.min(states.size(), site.tries(16, 0));
		for (int i = 0; i < starts; i++) {
			State state = states.get((states.size() - 1) * (i + 1) / starts);
			tally.attempt("start " + (i + 1), () -> start(site, recording, state));
		}
	}

	private static void replay(Site site, Tally tally, PowerCutRecording recording, StateReader reader,
			Map<String, State> samples) throws Exception {
		DiskModel model = new DiskModel(recording.root());
		CrashCheck check = new CrashCheck(reader, site.folder("crash"));
		List<Trace.Call> calls = recording.calls();
		Set<String> seen = new HashSet<>();
		int acknowledged = 0;
		for (int i = 0; i < calls.size(); i++) {
			while (acknowledged < recording.acknowledged().size()
					&& recording.acknowledged().get(acknowledged).micros() < calls.get(i).micros()) {
				Acknowledged each = recording.acknowledged().get(acknowledged++);
				String problem = check.acknowledge(each);
				tally.count("acknowledged " + each.name(), problem);
				seen.clear();
			}
			if (model.apply(calls.get(i))) {
				check.advance(model);
				for (State state : CrashStates.all(model)) {
					if (seen.add(state.key())) {
						String name = "step " + i + " (" + calls.get(i).name() + ")";
						tally.attempt(name, () -> check.findLoss(state, model));
						samples.put(state.key(), state);
					}
				}
			}
		}
	}

	/** Starts the whole service in a folder and returns what is lost. */
	private static String start(Site site, PowerCutRecording recording, State state) throws Exception {
		Path folder = site.folder("start");
		state.write(folder);
		Launch launch = recording.launch(folder.resolve("data"));
		try (ServiceProcess service = launch.start()) {
			String uid = service.logIn();
			if (uid.isEmpty()) {
				return "the administrator cannot log in";
			}
			String version = service.getBasic("/cgi-bin/OnvifFirmwareUpgrade").attribute("version");
			if (!Set.of("1.0.0", "2.0.0").contains(version)) {
				return "the version is " + version;
			}
			Reply set = service.get(IMAGE + uid + "&brightness=7");
			return set.attribute("brightness").equals("7") ? "" : "a set fails: " + set;
		}
		finally {
			Site.delete(folder);
		}
	}

}
