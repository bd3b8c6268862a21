package org.camerad.driver;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

class ArchitectureTests {

	private final JavaClasses api = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("org.camerad.driver");

	@Test
	void theSpiDependsOnTheJdkAndJspecifyOnly() {
		classes().that()
			.resideOutsideOfPackage("org.camerad.driver.picture.jpeg")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("java..", "org.jspecify..", "org.camerad.driver..")
			.because("every driver carries the SPI along, on boards with little memory too")
			.check(this.api);
	}

	@Test
	void theWayToNativeCodeIsOneThatADriverMayLeaveOut() {
		classes().that()
			.resideInAPackage("org.camerad.driver.picture.jpeg")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("java..", "javax.imageio..", "com.sun.jna..", "org.jspecify..",
					"org.camerad.driver.picture..")
			.because("only drivers that make pictures themselves carry it along")
			.check(this.api);
	}

	@Test
	void theSpiItselfKnowsNothingOfWhatIsBuiltOnIt() {
		classes().that()
			.resideInAPackage("org.camerad.driver")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("java..", "org.jspecify..", "org.camerad.driver")
			.because("code that drivers share lies in packages beside the SPI, not inside it")
			.check(this.api);
	}

}
