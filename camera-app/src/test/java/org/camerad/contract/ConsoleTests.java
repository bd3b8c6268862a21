package org.camerad.contract;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The console in a browser. */
class ConsoleTests extends ConsoleTestBase {

	@Test
	void thePageOfThisVersionLoads() {
		this.page.navigate(url("/"));
		this.page.locator("#console > *").first().waitFor();
		assertThat(this.page.locator("html").getAttribute("lang")).isEqualTo("en");
	}

}
