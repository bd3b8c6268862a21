package org.camerad;

import java.io.ObjectInputStream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.camerad.cgi.CameraPart;
import org.camerad.cgi.CgiFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
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
			.dependOnClassesThat(DescribedPredicate.describe("are features",
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
	void onlyControllersSpeakOfHttpFaults() {
		noClasses().that()
			.resideOutsideOfPackage("org.camerad.cgi")
			.and()
			.areNotAnnotatedWith(RestController.class)
			.and()
			.areNotAnnotatedWith(RestControllerAdvice.class)
			.should()
			.dependOnClassesThat()
			.areAssignableTo(CgiFault.class)
			.because("RTSP, events and other faces of a camera translate failures on their own")
			.check(this.service);
	}

	@Test
	void thePartsOfACameraAreComposedAndCalledWithoutSpring() {
		classes().that()
			.implement(CameraPart.class)
			.should()
			.notBeAnnotatedWith(Component.class)
			.andShould()
			.bePublic()
			.because("one class composes everything that belongs to one hosted camera")
			.check(this.service);
		noMethods().that()
			.areDeclaredInClassesThat()
			.resideOutsideOfPackages("org.camerad.hosting", "org.camerad.network")
			.should()
			.beAnnotatedWith(EventListener.class)
			.because("an event does not say which camera it is of, nor who hears it first")
			.check(this.service);
	}

	@Test
	void liveStreamsKnowNoSimulation() {
		noClasses().that()
			.resideInAnyPackage("org.camerad.live..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.camerad.simulation..", "org.camerad.driver.simulation..")
			.because("fault injection is installed by the composing class, and absent on hardware")
			.check(this.service);
	}

	@Test
	void fewSeeTheServletApi() {
		noClasses().that()
			.resideOutsideOfPackages("org.camerad.cgi", "org.camerad.session", "org.camerad.snapshot",
					"org.camerad.console", "org.camerad.firmware", "org.camerad.hosting", "org.camerad.live",
					"org.camerad.network", "org.camerad.onvif", "org.camerad.simulation")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("jakarta.servlet..", "org.apache..")
			.because("interfaces see requests that have passed the session interceptor")
			.check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
				.withImportOption((location) -> !location.contains("/driver/"))
				.importPackages("org.camerad"));
	}

	@Test
	void processesAreStartedInOnePlaceFromListsOfArguments() {
		JavaClasses all = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.withImportOption((location) -> !location.contains("-tests.jar"))
			.importPackages("org.camerad");
		noClasses().that()
			.resideOutsideOfPackages("org.camerad.driver.support.process", "org.camerad.driver.sim.encode")
			.should()
			.dependOnClassesThat()
			.areAssignableTo(ProcessBuilder.class)
			.because("no text of a client may reach a shell")
			.check(all);
		noClasses().should()
			.callMethod(Runtime.class, "exec", String.class)
			.orShould()
			.callMethod(Runtime.class, "exec", String[].class)
			.because("it splits a line of text into arguments")
			.check(all);
		noClasses().should()
			.dependOnClassesThat()
			.areAssignableTo(ObjectInputStream.class)
			.because("objects of others run code when they are read")
			.check(all);
	}

	@Test
	void onlyLiveStreamsSeeNetty() {
		noClasses().that()
			.resideOutsideOfPackages("org.camerad.live.rtp", "org.camerad.live.rtsp", "org.camerad.simulation.rtsp")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.netty..")
			.because("it is loaded when the first client comes, and not before")
			.check(this.service);
	}

	@Test
	void noConditionDecidesAboutABean() {
		noClasses().should()
			.dependOnClassesThat(DescribedPredicate.describe("are conditions of Spring",
					(type) -> type.isAssignableTo(Condition.class) || type.isEquivalentTo(Conditional.class)
							|| (type.isAnnotation() && type.isMetaAnnotatedWith(Conditional.class))))
			.because("the build would evaluate it, and the property would have no effect: see docs/decisions/0029")
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
