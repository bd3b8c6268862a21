package org.camerad.driver.pi;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTests {

	private final JavaClasses driver = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("org.camerad.driver.pi");

	@Test
	void theDriverUsesTheSpiAndNothingOfTheService() {
		classes().should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("java..", "org.jspecify..", "org.camerad.driver", "org.camerad.driver.support..",
					"org.camerad.driver.pi..", "com.pi4j..", "com.sun.jna..", "jssc..", "javax.imageio..")
			.because("drivers know the SPI, never Spring, each other or the contract's words")
			.check(this.driver);
	}

}
