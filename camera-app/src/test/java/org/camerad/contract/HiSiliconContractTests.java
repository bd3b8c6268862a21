package org.camerad.contract;

import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The contract, on a HiSilicon board's stand-ins. */
@Suite
@IncludeEngines("junit-jupiter")
@SelectPackages("org.camerad.contract")
@ExcludeClassNamePatterns({ ".*\\.Rtsp.*Tests", ".*\\.MjpegClientsTests", ".*\\.PiBareTests",
		".*\\.HiSiliconGatewayTests" })
@ConfigurationParameter(key = Hardware.PARAMETER, value = "org.camerad.contract.HiSiliconHardware")
class HiSiliconContractTests {

}
