package org.camerad;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RestController;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

class ArchitectureTests {

	private final JavaClasses service = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("org.camerad..");

	@Test
	void theServiceNamesNoDriver() {
		noClasses().that()
			.resideInAPackage("org.camerad..")
			.and()
			.resideOutsideOfPackage("org.camerad.driver..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.camerad.driver.sim..", "org.camerad.driver.pi..", "org.camerad.driver.hisilicon..")
			.because("drivers are found with ServiceLoader")
			.check(this.service);
	}

	@Test
	void featuresAreFreeOfCycles() {
		slices().matching("org.camerad.(*)..")
			.should()
			.beFreeOfCycles()
			.because("a change of one interface stays in one folder")
			.check(this.service);
	}

	@Test
	void theGrammarKnowsNoInterface() {
		noClasses().that()
			.resideInAPackage("org.camerad.cgi..")
			.should()
			.dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe("are features",
					(type) -> type.getPackageName().startsWith("org.camerad.")
							&& !type.getPackageName().equals("org.camerad.cgi")
							&& !type.getPackageName().equals("org.camerad.driver")))
			.because("every interface is built on the grammar")
			.check(this.service);
	}

	@Test
	void controllersArePackagePrivate() {
		classes().that()
			.areAnnotatedWith(RestController.class)
			.should()
			.bePackagePrivate()
			.because("a feature is reached over HTTP")
			.check(this.service);
	}

	@Test
	void fewSeeTheServletApi() {
		noClasses().that()
			.resideOutsideOfPackages("org.camerad.cgi", "org.camerad.session", "org.camerad.snapshot",
					"org.camerad.firmware", "org.camerad.live", "org.camerad.network", "org.camerad.simulation")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("jakarta.servlet..", "org.apache..")
			.because("interfaces see requests that have passed the gate")
			.check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
				.withImportOption((location) -> !location.contains("/driver/"))
				.importPackages("org.camerad"));
	}

	@Test
	void onlyLiveStreamsSeeNetty() {
		noClasses().that()
			.resideOutsideOfPackages("org.camerad.live.rtp", "org.camerad.live.rtsp")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.netty..")
			.because("it is loaded when the first client comes, and not before")
			.check(this.service);
	}

	@Test
	void nobodyPrints() {
		noClasses().that()
			.resideOutsideOfPackage("org.camerad.driver..")
			.should()
			.accessField(System.class, "out")
			.orShould()
			.accessField(System.class, "err")
			.because("operators read the log")
			.check(this.service);
	}

}
