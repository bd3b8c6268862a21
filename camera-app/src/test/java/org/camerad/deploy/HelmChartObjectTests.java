package org.camerad.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The objects of the chart, read strictly with the types of Kubernetes and of the
 * Prometheus operator.
 */
class HelmChartObjectTests {

	private static final Path DEPLOY = Path.of("..", "deploy");

	private static final Map<String, Object> MONITORED = Map.of("monitoring.serviceMonitor.enabled", true,
			"monitoring.serviceMonitor.labels.release", "prometheus", "monitoring.rules.enabled", true,
			"monitoring.rules.labels.release", "prometheus", "monitoring.dashboard.enabled", true,
			"monitoring.dashboard.annotations.folder", "Cameras",
			"networkPolicy.monitoring[0].namespaceSelector.matchLabels.team", "monitoring");

	static Stream<Map<String, Object>> valueSets() {
		Map<String, Object> everything = new LinkedHashMap<>(MONITORED);
		everything.putAll(Map.of("replicas", 3, "camerasPerPod", 20, "identity", "lab 7", "seed", 9999999999L,
				"admin.password", "s3cret", "files.night\\.yaml", "loop: 60", "settings.camera\\.ptz\\.max-move", "30s",
				"resources.limits.memory", "1Gi", "resources.requests.memory", "512Mi", "javaOptions", "-Xmx1g"));
		everything.putAll(Map.of("service.type", "NodePort", "service.nodePort", 30080, "service.annotations.a", "b",
				"management.exposed", true, "podAnnotations.a", "b", "podLabels.c", "d", "nodeSelector.e", "f",
				"tolerations[0].key", "cameras", "tolerations[0].operator", "Exists", "image.pullSecrets[0].name",
				"s"));
		return Stream.of(Map.of(), MONITORED, everything,
				Map.of("replicas", 2, "management.port", 65535, "networkPolicy.clients[0].ipBlock.cidr", "10.0.0.0/8"),
				Map.of("camerasPerPod", 600, "persistence.enabled", false, "podDisruptionBudget.maxUnavailable", "50%"),
				Map.of("replicas", 0, "service.perPod", false, "networkPolicy.enabled", false,
						"podDisruptionBudget.enabled", false));
	}

	@ParameterizedTest
	@MethodSource("valueSets")
	void everyObjectFitsItsType(Map<String, Object> values) {
		List<HasMetadata> objects = Manifests.rendered(values).typed();
		assertThat(objects).extracting((object) -> object.getKind() + "/" + object.getMetadata().getName())
			.doesNotHaveDuplicates();
		assertThat(objects).allSatisfy((object) -> {
			assertThat(object.getMetadata().getNamespace()).isEqualTo("lab");
			assertThat(object.getMetadata().getName()).hasSizeLessThanOrEqualTo(63);
			assertThat(object.getMetadata().getLabels()).containsEntry("app.kubernetes.io/instance", "cam");
		});
		for (Service service : all(objects, Service.class)) {
			List<ServicePort> ports = service.getSpec().getPorts();
			assertThat(ports).extracting(ServicePort::getName).doesNotHaveDuplicates();
			assertThat(ports).extracting(ServicePort::getPort).doesNotHaveDuplicates();
			assertThat(ports).allSatisfy((port) -> assertThat(port.getName()).hasSizeLessThanOrEqualTo(15));
		}
		Container container = container(objects);
		assertThat(container.getEnv()).extracting(EnvVar::getName).doesNotHaveDuplicates();
		assertThat(container.getResources().getRequests().get("memory").getNumericalAmount())
			.isLessThanOrEqualTo(container.getResources().getLimits().get("memory").getNumericalAmount());
	}

	@ParameterizedTest
	@ValueSource(strings = { "{apiVersion: v1, kind: Service, spec: {sesionAffinity: ClientIP}}",
			"{apiVersion: v1, kind: Service, spec: {ports: [{port: '80'}]}}", "{apiVersion: v1, kind: Servise}",
			"{apiVersion: monitoring.coreos.com/v1, kind: ServiceMonitor, spec: {endpoints: [{intervall: 3s}]}}",
			"{apiVersion: monitoring.coreos.com/v1, kind: PrometheusRule, spec: {groups: [{rules: [{alrt: X}]}]}}" })
	void anObjectThatDoesNotFitIsNoticed(String object) {
		assertThatIllegalArgumentException().isThrownBy(() -> KubernetesObject.read(new Yaml().load(object)));
	}

	@Test
	void eachPodHasAServiceThatFindsItWhileItIsNotReady() {
		List<HasMetadata> objects = Manifests.rendered(Map.of("replicas", 2, "camerasPerPod", 3)).typed();
		Service second = named(objects, Service.class, "cam-camerad-1");
		assertThat(second.getSpec().getSelector()).containsEntry("statefulset.kubernetes.io/pod-name", "cam-camerad-1");
		assertThat(second.getSpec().getPublishNotReadyAddresses()).isTrue();
		assertThat(second.getSpec().getPorts()).extracting(ServicePort::getPort)
			.containsExactlyInAnyOrder(8080, 8081, 8082, 8554, 8555, 8556);
		Service headless = named(objects, Service.class, "cam-camerad-pods");
		assertThat(headless.getSpec().getPublishNotReadyAddresses()).isTrue();
		assertThat(headless.getSpec().getClusterIP()).isEqualTo("None");
		assertThat(all(objects, StatefulSet.class).get(0).getSpec().getServiceName()).isEqualTo("cam-camerad-pods");
	}

	@Test
	void onlyMonitoringReachesTheManagementPort() {
		NetworkPolicy closed = all(Manifests.rendered(Map.of("camerasPerPod", 2)).typed(), NetworkPolicy.class).get(0);
		assertThat(open(closed)).contains(8080, 8081, 18554, 9000, 65535).doesNotContain(7081);
		NetworkPolicy monitored = all(Manifests.rendered(MONITORED).typed(), NetworkPolicy.class).get(0);
		List<NetworkPolicyIngressRule> rules = monitored.getSpec().getIngress();
		assertThat(rules).hasSize(2);
		assertThat(rules.get(0).getFrom()).isEmpty();
		assertThat(rules.get(1).getPorts()).extracting(NetworkPolicyPort::getPort)
			.containsExactly(new IntOrString(8081));
		assertThat(rules.get(1).getFrom().get(0).getNamespaceSelector().getMatchLabels())
			.isEqualTo(Map.of("team", "monitoring"));
		assertThat(open(all(Manifests.rendered(Map.of("management.port", 65535)).typed(), NetworkPolicy.class).get(0)))
			.contains(8080, 65534)
			.doesNotContain(65535);
	}

	@Test
	void aDrainWaitsForAtMostOnePodAndForNoFaultyOne() {
		PodDisruptionBudget budget = all(Manifests.rendered(Map.of()).typed(), PodDisruptionBudget.class).get(0);
		assertThat(budget.getSpec().getMaxUnavailable()).isEqualTo(new IntOrString(1));
		assertThat(budget.getSpec().getUnhealthyPodEvictionPolicy()).isEqualTo("AlwaysAllow");
	}

	@Test
	void noTwoPodsAndReleasesShareSeedOrIdentity() {
		Set<String> seeds = new HashSet<>();
		Set<String> identities = new HashSet<>();
		for (String namespace : List.of("lab", "lab2")) {
			for (String release : List.of("cam", "cam2")) {
				List<HasMetadata> objects = new Manifests(Manifests.render(release, namespace, Map.of("identity", "X")))
					.typed();
				for (int pod : List.of(0, 1, 11, 999)) {
					String name = all(objects, StatefulSet.class).get(0).getMetadata().getName() + "-" + pod;
					String seed = environment(objects, "CAMERA_SIM_SEED").replace("$(POD_INDEX)", String.valueOf(pod));
					IntStream.rangeClosed(1, 1000)
						.forEach((camera) -> seeds.add(String.valueOf(Long.parseLong(seed) + camera - 1)));
					String identity = environment(objects, "CAMERA_SIM_IDENTITY").replace("$(POD_NAME)", name);
					assertThat(identity).matches("[ -~]{1,64}");
					identities.add(identity);
				}
			}
		}
		assertThat(seeds).hasSize(16 * 1000);
		assertThat(identities).hasSize(16);
	}

	@Test
	void withoutAnIdentityEachCameraMakesItsOwn() {
		Container container = container(Manifests.rendered(Map.of()).typed());
		assertThat(container.getEnv()).extracting(EnvVar::getName)
			.contains("CAMERA_SIM_SEED")
			.doesNotContain("CAMERA_SIM_IDENTITY");
	}

	@Test
	void filesComeFromAConfigMapAndNewOnesStartThePodsAgain() {
		List<HasMetadata> objects = Manifests.rendered(Map.of("files.night\\.yaml", "loop: 60")).typed();
		assertThat(all(objects, ConfigMap.class).get(0).getData()).isEqualTo(Map.of("night.yaml", "loop: 60"));
		assertThat(environment(objects, "SPRING_CONFIG_ADDITIONALLOCATION")).isEqualTo("optional:file:/etc/camerad/");
		List<HasMetadata> others = Manifests.rendered(Map.of("files.night\\.yaml", "loop: 61")).typed();
		assertThat(annotations(objects)).isNotEqualTo(annotations(others));
	}

	@Test
	void monitoringIsOffUnlessAskedFor() {
		assertThat(Manifests.rendered(Map.of()).names()).noneMatch((name) -> name.startsWith("ServiceMonitor/")
				|| name.startsWith("PrometheusRule/") || name.startsWith("ConfigMap/"));
	}

	@Test
	void theMonitorFindsTheManagementPortOfEachPod() {
		List<HasMetadata> objects = Manifests.rendered(MONITORED).typed();
		ServiceMonitor monitor = all(objects, ServiceMonitor.class).get(0);
		assertThat(monitor.getMetadata().getLabels()).containsEntry("release", "prometheus");
		Map<String, String> wanted = monitor.getSpec().getSelector().getMatchLabels();
		assertThat(all(objects, Service.class))
			.filteredOn((service) -> service.getMetadata().getLabels().entrySet().containsAll(wanted.entrySet()))
			.extracting((service) -> service.getMetadata().getName())
			.containsExactly("cam-camerad-pods");
		assertThat(monitor.getSpec().getEndpoints().get(0).getPath()).isEqualTo("/actuator/prometheus");
		assertThat(named(objects, Service.class, "cam-camerad-pods").getSpec().getPorts())
			.extracting(ServicePort::getName)
			.contains(monitor.getSpec().getEndpoints().get(0).getPort());
	}

	@Test
	void rulesAndDashboardAreThoseOfTheDeployFolder() throws IOException {
		List<HasMetadata> objects = Manifests.rendered(MONITORED).typed();
		Object rules = new Yaml().load(Files.readString(DEPLOY.resolve("prometheus/camerad-rules.yaml")));
		PrometheusRule rule = (PrometheusRule) KubernetesObject
			.read(Map.of("apiVersion", "monitoring.coreos.com/v1", "kind", "PrometheusRule", "spec", rules));
		assertThat(all(objects, PrometheusRule.class).get(0).getSpec()).isEqualTo(rule.getSpec());
		ConfigMap dashboard = named(objects, ConfigMap.class, "cam-camerad-dashboard");
		assertThat(dashboard.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
		assertThat(dashboard.getData().get("camerad.json").strip())
			.isEqualTo(Files.readString(DEPLOY.resolve("grafana/camerad.json")).strip());
	}

	/** Returns TCP ports that anybody may connect to. */
	private static List<Integer> open(NetworkPolicy policy) {
		return policy.getSpec()
			.getIngress()
			.stream()
			.filter((rule) -> rule.getFrom().isEmpty())
			.flatMap((rule) -> rule.getPorts().stream())
			.filter((port) -> port.getProtocol().equals("TCP"))
			.flatMap((port) -> IntStream.rangeClosed(port.getPort().getIntVal(), port.getEndPort()).boxed())
			.toList();
	}

	private static Map<String, String> annotations(List<HasMetadata> objects) {
		return all(objects, StatefulSet.class).get(0).getSpec().getTemplate().getMetadata().getAnnotations();
	}

	private static String environment(List<HasMetadata> objects, String name) {
		return container(objects).getEnv()
			.stream()
			.filter((variable) -> variable.getName().equals(name))
			.map(EnvVar::getValue)
			.findFirst()
			.orElseThrow();
	}

	private static Container container(List<HasMetadata> objects) {
		return all(objects, StatefulSet.class).get(0).getSpec().getTemplate().getSpec().getContainers().get(0);
	}

	private static <T extends HasMetadata> T named(List<HasMetadata> objects, Class<T> type, String name) {
		return all(objects, type).stream()
			.filter((object) -> object.getMetadata().getName().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private static <T extends HasMetadata> List<T> all(List<HasMetadata> objects, Class<T> type) {
		return objects.stream().filter(type::isInstance).map(type::cast).toList();
	}

}
