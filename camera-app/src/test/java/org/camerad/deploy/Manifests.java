package org.camerad.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.HasMetadata;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The Kubernetes objects that the chart renders, and a way into them by path: names walk
 * maps, numbers walk lists, {@code key=value} picks the entry of a list.
 */
record Manifests(List<Object> objects) {

	/** The folder of the chart, seen from this module's folder. */
	static final Path CHART = Path.of("..", "helm", "camerad");

	/** Renders the chart as release {@code cam} with these values set. */
	static Manifests rendered(Map<String, ?> values) {
		return new Manifests(render("cam", "lab", values));
	}

	/** Returns the objects of a release. */
	static List<Object> render(String release, String namespace, Map<String, ?> values) {
		TemplateCommand template = new Helm(CHART).template().withName(release).withNamespace(namespace);
		values.forEach(template::set);
		List<Object> objects = new ArrayList<>();
		for (Object object : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(template.call())) {
			if (object != null) {
				objects.add(object);
			}
		}
		return objects;
	}

	/** Returns the objects, read strictly. */
	List<HasMetadata> typed() {
		return this.objects.stream().map(KubernetesObject::read).toList();
	}

	List<String> names() {
		return this.objects.stream().map((object) -> at(object, "kind") + "/" + at(object, "metadata.name")).toList();
	}

	/** Returns the value at the path in the object of that kind and name. */
	Object get(String name, String path) {
		return at(this.objects.get(names().indexOf(name)), path);
	}

	/** Returns the value at the path in the camera's only container. */
	Object container(String path) {
		return get("StatefulSet/cam-camerad", "spec.template.spec.containers.0." + path);
	}

	private static Object at(Object object, String path) {
		Object found = object;
		for (String step : path.split("\\.")) {
			found = Objects.requireNonNullElse(step(found, step), Map.of());
		}
		return found;
	}

	private static Object step(Object object, String step) {
		if (object instanceof Map<?, ?> map) {
			return map.get(step);
		}
		List<?> list = (List<?>) object;
		if (!step.contains("=")) {
			return list.get(Integer.parseInt(step));
		}
		String[] wanted = step.split("=");
		return list.stream()
			.filter((entry) -> ((Map<?, ?>) entry).get(wanted[0]).equals(wanted[1]))
			.findFirst()
			.orElse(null);
	}

}
