package org.camerad.contract;

import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/**
 * The tests that take every interface, on a service with one more: the package
 * {@code com.example.lamp} and its table are all that there is of it.
 */
@Suite
@IncludeEngines("junit-jupiter")
@SelectClasses({ RequestAdmissionTests.class, RoleTests.class, ContractTableTests.class, LampTests.class })
@ConfigurationParameter(key = Hardware.PARAMETER, value = "org.camerad.contract.LampHardware")
class LampContractTests {

}
