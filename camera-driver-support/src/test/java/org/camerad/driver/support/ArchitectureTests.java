package org.camerad.driver.support;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTests {

	private final JavaClasses support = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("org.camerad.driver.support");

	@Test
	void onlyTheJpegCodecUsesNativeCode() {
		classes().that()
			.resideOutsideOfPackage("org.camerad.driver.support.picture.jpeg")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("java..", "org.jspecify..", "org.camerad.driver..")
			.because("a driver that encodes no pictures does not carry JNA")
			.check(this.support);
	}

	@Test
	void mechanismsAreFreeOfCycles() {
		slices().matching("org.camerad.driver.support.(*)..")
			.should()
			.beFreeOfCycles()
			.because("a driver takes the mechanisms that it needs")
			.check(this.support);
	}

	@Test
	void mechanismsKnowNoSimulation() {
		noClasses().should()
			.dependOnClassesThat()
			.resideInAPackage("org.camerad.driver.simulation..")
			.because("hardware cannot be turned into a simulated camera")
			.check(this.support);
	}

}
