package org.camerad.deploy;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;

/**
 * A Kubernetes object that is read strictly: no field that its type does not have, no
 * text where a number belongs.
 */
final class KubernetesObject {

	private static final JsonMapper mapper = JsonMapper.builder()
		.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
		.build();

	private static final Map<String, Class<? extends HasMetadata>> TYPES = Map.of("v1/ConfigMap", ConfigMap.class,
			"v1/Secret", Secret.class, "v1/Service", Service.class, "apps/v1/StatefulSet", StatefulSet.class,
			"policy/v1/PodDisruptionBudget", PodDisruptionBudget.class, "networking.k8s.io/v1/NetworkPolicy",
			NetworkPolicy.class, "monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class,
			"monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class);

	private KubernetesObject() {
	}

	/**
	 * Returns the object of its type.
	 * @throws IllegalArgumentException if the object does not fit its type, with the
	 * names of what does not fit
	 */
	static HasMetadata read(Object parsed) {
		Map<?, ?> map = (Map<?, ?>) parsed;
		Class<? extends HasMetadata> type = TYPES.get(map.get("apiVersion") + "/" + map.get("kind"));
		if (type == null) {
			throw new IllegalArgumentException(
					"an object of an unknown type: " + map.get("apiVersion") + "/" + map.get("kind"));
		}
		HasMetadata object = mapper.convertValue(map, type);
		List<String> unknown = new ArrayList<>();
		collectUnknown(object, String.valueOf(map.get("kind")), unknown);
		if (!unknown.isEmpty()) {
			throw new IllegalArgumentException("fields that the types do not have: " + unknown);
		}
		return object;
	}

	/**
	 * Adds the paths of the fields that the types of the model kept without knowing them.
	 */
	private static void collectUnknown(Object value, String path, List<String> unknown) {
		if (value instanceof Map<?, ?> map) {
			map.forEach((key, entry) -> collectUnknown(entry, path + "." + key, unknown));
		}
		else if (value instanceof Collection<?> entries) {
			entries.forEach((entry) -> collectUnknown(entry, path, unknown));
		}
		else if (value != null && value.getClass().getPackageName().startsWith("io.fabric8")) {
			for (Class<?> type = value.getClass(); type != Object.class; type = type.getSuperclass()) {
				for (Field field : type.getDeclaredFields()) {
					collectUnknown(value, field, path, unknown);
				}
			}
		}
	}

	private static void collectUnknown(Object owner, Field field, String path, List<String> unknown) {
		if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive() || field.getType().isEnum()) {
			return;
		}
		try {
			field.setAccessible(true);
			Object value = field.get(owner);
			if (field.getName().equals("additionalProperties")) {
				((Map<?, ?>) value).keySet().forEach((key) -> unknown.add(path + "." + key));
			}
			else {
				collectUnknown(value, path + "." + field.getName(), unknown);
			}
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
