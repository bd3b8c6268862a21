package org.camerad.driver.sim;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTests {

	private final JavaClasses simulator = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("org.camerad.driver.sim");

	@Test
	void theSimulatorUsesTheSpiAndNothingOfTheService() {
		classes().should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("java..", "javax.imageio..", "com.sun.jna..", "org.yaml.snakeyaml..", "org.bytedeco..",
					"org.jspecify..", "org.camerad.driver", "org.camerad.driver.simulation",
					"org.camerad.driver.support..", "org.camerad.driver.sim..")
			.because("drivers know the SPI, never Spring, each other or the contract's words")
			.check(this.simulator);
	}

	@Test
	void onlyTheEncodersKnowTheLibrariesThatMayBeMissing() {
		noClasses().that()
			.resideOutsideOfPackage("org.camerad.driver.sim.encode")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.bytedeco..")
			.because("the simulator runs without the folder encoders/")
			.check(this.simulator);
	}

}
