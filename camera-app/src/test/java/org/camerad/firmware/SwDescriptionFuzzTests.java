package org.camerad.firmware;

import org.camerad.driver.support.fuzz.FuzzTarget;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzing of sw-description in both forms. A description is refused, or names images that
 * stay in their folder, with digests, and a version that is equal to itself.
 */
class SwDescriptionFuzzTests implements FuzzTarget {

	@Override
	public void run(byte[] input) {
		SwDescription description;
		try {
			description = SwDescription.parse(input);
		}
		catch (RefusedImageException ex) {
			assertThat(ex.fault()).isEqualTo("firmware error");
			assertThat(ex.getMessage()).startsWith("sw-description");
			return;
		}
		assertThat(description.images()).isNotEmpty().allSatisfy((name, sum) -> {
			assertThat(name).matches("[A-Za-z0-9_][A-Za-z0-9._+-]{0,126}").doesNotContain("..");
			assertThat(sum).matches("[0-9a-f]{64}");
		});
		FirmwareVersion.parse(description.version()).ifPresent((version) -> {
			assertThat(version.compareTo(version)).isZero();
			FirmwareVersion.parse("2.0.0-rc.1")
				.ifPresent((other) -> assertThat(Integer.signum(version.compareTo(other)))
					.isEqualTo(-Integer.signum(other.compareTo(version))));
		});
	}

}
