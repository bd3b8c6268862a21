package org.camerad.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The chart, linted and rendered by Helm itself. */
class HelmChartTests {

	private static final String STATEFUL_SET = "StatefulSet/cam-camerad";

	private static final String SERVICE = "Service/cam-camerad";

	@Test
	void lintFindsNothing() {
		LintResult result = new Helm(Manifests.CHART).lint().call();
		assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
		assertThat(result.getMessages()).noneMatch((message) -> message.contains("WARNING"));
	}

	@Test
	void defaultsAreOneCameraWithAFolderOfItsOwnAndNoSecret() {
		Manifests manifests = Manifests.rendered(Map.of());
		assertThat(manifests.names()).containsExactlyInAnyOrder(SERVICE, "Service/cam-camerad-pods",
				"Service/cam-camerad-0", "NetworkPolicy/cam-camerad", "PodDisruptionBudget/cam-camerad", STATEFUL_SET);
		assertThat(manifests.get(STATEFUL_SET, "spec.replicas")).isEqualTo(1);
		assertThat(manifests.get(STATEFUL_SET, "spec.serviceName")).isEqualTo("cam-camerad-pods");
		assertThat(manifests.get(STATEFUL_SET, "spec.volumeClaimTemplates.0.metadata.name")).isEqualTo("data");
		assertThat(manifests.container("volumeMounts.name=data.mountPath")).isEqualTo("/var/lib/camerad");
		assertThat(manifests.container("env.name=CAMERA_DRIVER.value")).isEqualTo("sim");
		assertThat(manifests.container("env.name=CAMERA_ADMIN_PASSWORD")).isEqualTo(Map.of());
	}

	@ParameterizedTest
	@CsvSource({ "startupProbe,/actuator/health/liveness", "livenessProbe,/actuator/health/liveness",
			"readinessProbe,/actuator/health/readiness" })
	void probesAskTheManagementPort(String probe, String path) {
		Manifests manifests = Manifests.rendered(Map.of("management.port", 9091));
		assertThat(manifests.container(probe + ".httpGet")).isEqualTo(Map.of("path", path, "port", "management"));
		assertThat(manifests.container("ports.name=management.containerPort")).isEqualTo(9091);
		assertThat(manifests.container("env.name=MANAGEMENT_SERVER_PORT.value")).isEqualTo("9091");
		assertThat(manifests.container("env.name=MANAGEMENT_SERVER_ADDRESS.value")).isEqualTo("0.0.0.0");
	}

	@Test
	void thePodMayDoNothingButServe() {
		Manifests manifests = Manifests.rendered(Map.of());
		String pod = "spec.template.spec.";
		assertThat(manifests.get(STATEFUL_SET, pod + "automountServiceAccountToken")).isEqualTo(false);
		assertThat(manifests.get(STATEFUL_SET, pod + "securityContext.runAsNonRoot")).isEqualTo(true);
		assertThat(manifests.get(STATEFUL_SET, pod + "securityContext.runAsUser")).isEqualTo(10001);
		assertThat(manifests.get(STATEFUL_SET, pod + "securityContext.seccompProfile.type"))
			.isEqualTo("RuntimeDefault");
		assertThat(manifests.container("securityContext")).isEqualTo(Map.of("allowPrivilegeEscalation", false,
				"readOnlyRootFilesystem", true, "capabilities", Map.of("drop", List.of("ALL"))));
		assertThat(manifests.container("volumeMounts.name=tmp.mountPath")).isEqualTo("/tmp");
		assertThat(manifests.get(STATEFUL_SET, pod + "volumes.name=tmp.emptyDir")).isEqualTo(Map.of());
	}

	@Test
	void theServiceSendsItsPortToTheCamerasAndKeepsHealthInside() {
		Manifests manifests = Manifests.rendered(Map.of("service.port", 80, "service.containerPort", 8088));
		assertThat((List<?>) manifests.get(SERVICE, "spec.ports")).hasSize(2);
		assertThat(manifests.get(SERVICE, "spec.ports.name=rtsp.port")).isEqualTo(8554);
		assertThat(manifests.container("ports.name=rtsp.containerPort")).isEqualTo(8554);
		assertThat(manifests.get(SERVICE, "spec.ports.0.port")).isEqualTo(80);
		assertThat(manifests.get(SERVICE, "spec.ports.0.targetPort")).isEqualTo("http");
		assertThat(manifests.container("ports.name=http.containerPort")).isEqualTo(8088);
		assertThat(manifests.container("env.name=SERVER_PORT.value")).isEqualTo("8088");
		assertThat(manifests.get(SERVICE, "spec.selector"))
			.isEqualTo(manifests.get(STATEFUL_SET, "spec.selector.matchLabels"));
	}

	@Test
	void aPodWithSeveralCamerasHasPortsForEach() {
		Manifests manifests = Manifests.rendered(Map.of("camerasPerPod", 3, "management.exposed", true));
		assertThat(manifests.container("env.name=CAMERA_COUNT.value")).isEqualTo("3");
		assertThat(manifests.container("env.name=MANAGEMENT_SERVER_PORT.value")).isEqualTo("7081");
		assertThat(manifests.container("ports.name=management.containerPort")).isEqualTo(7081);
		assertThat(manifests.get(SERVICE, "spec.ports.name=management.port")).isEqualTo(7081);
		assertThat(manifests.get(SERVICE, "spec.ports.name=http-3.port")).isEqualTo(8082);
		assertThat(manifests.get(SERVICE, "spec.ports.name=rtsp-3.targetPort")).isEqualTo(8556);
		Manifests many = Manifests.rendered(Map.of("camerasPerPod", 600));
		assertThat(many.container("env.name=CAMERA_RTSP_PORT.value")).isEqualTo("18554");
		assertThat(many.get(SERVICE, "spec.ports.name=rtsp.port")).isEqualTo(18554);
		assertThat(Manifests.rendered(Map.of("camerasPerPod", 3, "management.port", 9090))
			.container("env.name=MANAGEMENT_SERVER_PORT.value")).isEqualTo("9090");
	}

	/** The image's options of the JVM are for one camera. */
	@Test
	void camerasOfAPodHaveHeap() throws IOException {
		String options = Manifests.rendered(Map.of("camerasPerPod", 200))
			.container("env.name=JDK_JAVA_OPTIONS.value")
			.toString();
		assertThat(options).contains(" -Xmx292m ");
		assertThat(Files.readString(Path.of("../Dockerfile")))
			.contains("JDK_JAVA_OPTIONS=\"" + options.replace("292", "192") + "\"");
		assertThat(Manifests.rendered(Map.of("camerasPerPod", 200, "javaOptions", "-Xmx1g"))
			.container("env.name=JDK_JAVA_OPTIONS.value")).isEqualTo("-Xmx1g");
	}

	@Test
	void healthIsInTheServiceOnRequest() {
		Manifests manifests = Manifests.rendered(Map.of("management.exposed", true));
		assertThat(manifests.get(SERVICE, "spec.ports.name=management.port")).isEqualTo(8081);
	}

	@Test
	void aPasswordGoesThroughASecretOfTheChart() {
		Manifests manifests = Manifests.rendered(Map.of("admin.password", "s3cret"));
		String encoded = (String) manifests.get("Secret/cam-camerad-admin", "data.password");
		assertThat(new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8)).isEqualTo("s3cret");
		assertThat(manifests.container("env.name=CAMERA_ADMIN_PASSWORD.valueFrom.secretKeyRef"))
			.isEqualTo(Map.of("name", "cam-camerad-admin", "key", "password"));
		assertThat(manifests.get(STATEFUL_SET, "spec").toString()).doesNotContain("s3cret");
	}

	@Test
	void anExistingSecretIsUsedAndNoneIsMade() {
		Manifests manifests = Manifests
			.rendered(Map.of("admin.existingSecret", "ours", "admin.existingSecretKey", "pw"));
		assertThat(manifests.names()).noneMatch((name) -> name.startsWith("Secret/"));
		assertThat(manifests.container("env.name=CAMERA_ADMIN_PASSWORD.valueFrom.secretKeyRef"))
			.isEqualTo(Map.of("name", "ours", "key", "pw"));
	}

	@Test
	void withoutPersistenceTheFolderLivesAsLongAsThePod() {
		Manifests manifests = Manifests.rendered(Map.of("persistence.enabled", false));
		assertThat(manifests.get(STATEFUL_SET, "spec.volumeClaimTemplates")).isEqualTo(Map.of());
		assertThat(manifests.get(STATEFUL_SET, "spec.template.spec.volumes.name=data.emptyDir.sizeLimit"))
			.isEqualTo("64Mi");
	}

	@Test
	void settingsBecomeOptionsOfTheService() {
		Manifests manifests = Manifests.rendered(Map.of("settings.camera\\.ptz\\.max-move", "30s", "settings.limit",
				5000000, "settings.camera\\.snapshot\\.authentication", false));
		assertThat(manifests.container("args")).isEqualTo(
				List.of("--camera.ptz.max-move=30s", "--camera.snapshot.authentication=false", "--limit=5000000"));
	}

	@Test
	void aFolderOfDriversIsMountedBesideTheService() {
		Manifests manifests = Manifests.rendered(Map.of("extraVolumes[0].name", "drivers",
				"extraVolumes[0].configMap.name", "camera-drivers", "extraVolumeMounts[0].name", "drivers",
				"extraVolumeMounts[0].mountPath", "/opt/camerad/drivers", "settings.camera\\.driver", "toy"));
		assertThat(manifests.container("volumeMounts.name=drivers.mountPath")).isEqualTo("/opt/camerad/drivers");
		assertThat(manifests.get(STATEFUL_SET, "spec.template.spec.volumes.name=drivers.configMap.name"))
			.isEqualTo("camera-drivers");
		assertThat(manifests.container("args")).isEqualTo(List.of("--camera.driver=toy"));
	}

	@Test
	void clientsOfSeveralCamerasStayWithOne() {
		Manifests manifests = Manifests.rendered(Map.of("replicas", 3));
		assertThat(manifests.get(SERVICE, "spec.sessionAffinity")).isEqualTo("ClientIP");
		assertThat(manifests.get("Service/cam-camerad-pods", "spec.clusterIP")).isEqualTo("None");
	}

	@ParameterizedTest
	@CsvSource({ "replicas,-1", "management.port,80", "service.type,Extern", "persistence.size,much", "replica,2",
			"seed,town", "image.tagg,1", "networkPolicy.monitoring[0].namespace,x", "monitoring.rules.enable,true",
			"resources.limit,1Gi", "podSecurityContext.runAsUsr,1", "podDisruptionBudget.maxUnavailable,some",
			"settings.server\\.port,9090", "settings.camera\\.sim\\.seed,5", "extraEnv[0].nam,x",
			"tolerations[0].keys,x", "nameOverride,Über", "probes.liveness.period,3", "podLabels.helm\\.sh/chart,x" })
	void aWrongValueIsRefusedWithItsName(String name, String value) {
		Map<String, String> values = Map.of(name, value);
		String key = name.replaceAll(".*[^\\\\]\\.|\\[.*", "").replace("\\", "");
		assertThatThrownBy(() -> Manifests.rendered(values)).hasMessageContaining(key);
	}

}
