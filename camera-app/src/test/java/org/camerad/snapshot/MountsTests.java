package org.camerad.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MountsTests {

	private static final Mounts MOUNTS = Mounts
		.of(List.of("/dev/sda1 / ext4 rw 0 0", "server:/x /mnt/pictures nfs4 rw,vers=4.2 0 0",
				"server:/y /mnt/with\\040blank nfs rw 0 0", "server:/z /mnt/hidden nfs rw 0 0",
				"tmpfs /mnt/hidden tmpfs rw 0 0", "tmpfs /mnt/pictures/local tmpfs rw 0 0"));

	@Test
	void knowsWhatIsOnANetwork() {
		assertThat(MOUNTS.isOnNetwork(Path.of("/mnt/pictures"))).isTrue();
		assertThat(MOUNTS.isOnNetwork(Path.of("/mnt/pictures/gate"))).isTrue();
		assertThat(MOUNTS.isOnNetwork(Path.of("/mnt/with blank"))).isTrue();
	}

	@Test
	void knowsWhatIsNot() {
		assertThat(MOUNTS.isOnNetwork(Path.of("/mnt"))).isFalse();
		assertThat(MOUNTS.isOnNetwork(Path.of("/mnt/pictures2"))).isFalse();
		assertThat(MOUNTS.isOnNetwork(Path.of("/mnt/hidden"))).isFalse();
		assertThat(MOUNTS.isOnNetwork(Path.of("/mnt/pictures/local/x"))).isFalse();
	}

	@Test
	void readsTheKernels() throws IOException {
		assertThat(Mounts.read().entries()).isNotEmpty();
	}

}
